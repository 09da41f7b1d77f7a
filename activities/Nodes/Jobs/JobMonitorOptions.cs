namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>How often nodes are asked about their jobs.</summary>
public sealed class JobMonitorOptions
{
    /// <summary>Pause between two polls of a node after a job was added or has ended. Default a tenth of a second.</summary>
    public TimeSpan ShortestInterval { get; set; } = TimeSpan.FromSeconds(0.1);

    /// <summary>The pause that polls of a node slow down to soon while its jobs are silent; a quarter of it while one prints. Default 2 seconds.</summary>
    public TimeSpan LongestInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The pause that polls of a node slow down to while its jobs are silent for long: a tenth of the time of silence, up to
    /// this. So an end is noticed that much later at most, and thousands of idle jobs cost next to nothing. Default 10 seconds.
    /// </summary>
    public TimeSpan IdleInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause that tries to reach a lost node slow down to, doubling each time. Default 30 seconds.</summary>
    public TimeSpan LongestBackOff { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A job counts as lost when it has been found so for this long: what a file system or a node in trouble shows for a
    /// moment should not cost hours of work. Default 5 seconds.
    /// </summary>
    public TimeSpan LostGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Most bytes of one log read in one poll. Default 256 KiB.</summary>
    public int LogPage { get; set; } = 256 * 1024;

    /// <summary>Time between TERM and KILL for a job that exceeded a limit. Default 30 seconds.</summary>
    public TimeSpan EndGrace { get; set; } = TimeSpan.FromSeconds(30);
}
