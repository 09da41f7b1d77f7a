namespace Pipeline.Activities.Nodes.Shells;

/// <summary>How transport faults are retried before anybody hears of them.</summary>
public sealed class ShellRetryOptions
{
    /// <summary>Retries after the first try; none when 0. Default 3.</summary>
    public int Retries { get; set; } = 3;

    /// <summary>The first pause; each following one is about twice as long. Default half a second.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>No pause is longer. Default 5 seconds.</summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(5);
}
