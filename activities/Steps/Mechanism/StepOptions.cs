namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>Settings of the steps (configuration section <c>Steps</c>).</summary>
public sealed class StepOptions
{
    /// <summary>The command that runs this product's own tools on the host, one word each; set by the host.</summary>
    public IReadOnlyList<string> PipelineCommand { get; set; } = ["pipeline"];

    /// <summary>Policy of every step that has none of its own.</summary>
    public StepPolicy Default { get; set; } = new();

    /// <summary>Policies by step name, e.g. <c>Steps:Policies:Calibrate:Attempts</c>.</summary>
    public Dictionary<string, StepPolicy> Policies { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Calibrate"] = new() { Attempts = 2 },
        ["Serve"] = new() { Attempts = 2 },
    };

    /// <summary>The policy of a step.</summary>
    public StepPolicy PolicyOf(string step) => Policies.GetValueOrDefault(step, Default);
}

/// <summary>How often, and how patiently, a step is tried.</summary>
public sealed class StepPolicy
{
    /// <summary>Attempts in all, including the first. Default 3.</summary>
    public int Attempts { get; set; } = 3;

    /// <summary>Pause before the second attempt; doubled each time, with jitter. Default 5 seconds.</summary>
    public TimeSpan BackOff { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest pause. Default 10 minutes.</summary>
    public TimeSpan LongestBackOff { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A job silent for longer counts as hung; applies to jobs that set no limit of their own. Default 30 minutes.</summary>
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The pause before the given attempt (from 2), for a random number in [0, 1).</summary>
    public TimeSpan PauseBefore(int attempt, double random)
    {
        var full = Math.Min(BackOff.TotalSeconds * Math.Pow(2, attempt - 2), LongestBackOff.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.75 + random / 2));
    }
}
