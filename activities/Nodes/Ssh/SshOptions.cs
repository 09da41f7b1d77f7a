namespace Pipeline.Activities.Nodes.Ssh;

/// <summary>How connections to nodes are kept (<c>NodePool:Ssh</c>).</summary>
public sealed class SshOptions
{
    /// <summary>Longest time to connect and log in. Default 15 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How often a node that works on a command is asked whether it is still there; an idle connection is kept open for
    /// firewalls with a message of the same interval. Default 15 seconds.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A node that does not answer for so long counts as out of reach; its connection is given up. Default 15 seconds.</summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Commands at a time on one connection; the others wait. Default 8: sshd allows 10 (<c>MaxSessions</c>), and keep-alive needs one.</summary>
    public int Channels { get; set; } = 8;

    /// <summary>What is wrong, one message per fault.</summary>
    public IEnumerable<string> Faults()
    {
        if (ConnectTimeout <= TimeSpan.Zero)
            yield return $"NodePool:Ssh:ConnectTimeout is {ConnectTimeout}. Give a time above zero, e.g. 00:00:15.";
        if (KeepAliveInterval <= TimeSpan.Zero)
            yield return $"NodePool:Ssh:KeepAliveInterval is {KeepAliveInterval}. Give a time above zero, e.g. 00:00:15.";
        if (KeepAliveTimeout <= TimeSpan.Zero)
            yield return $"NodePool:Ssh:KeepAliveTimeout is {KeepAliveTimeout}. Give a time above zero, e.g. 00:00:15.";
        if (Channels is < 1 or > 100)
            yield return $"NodePool:Ssh:Channels is {Channels}. Give 1 to 100, below the MaxSessions of the nodes' sshd.";
    }
}
