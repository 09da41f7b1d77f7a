namespace Pipeline.Host.Benchmarks.Nodes;

/// <summary>What fan-out and watching cost on this machine.</summary>
/// <param name="Nodes">SSH servers.</param>
/// <param name="Jobs">Idle jobs over all of them.</param>
/// <param name="SshSeconds">One command on all nodes by <c>xargs -P ssh</c>, median.</param>
/// <param name="ClushSeconds">The same by <c>clush</c>, median; null when it is not installed.</param>
/// <param name="ColdSeconds">The same by this program, with its very first connections: the runtime compiles on the way.</param>
/// <param name="FirstSeconds">The same with new connections, median.</param>
/// <param name="WarmSeconds">The same over connections that are open, median.</param>
/// <param name="StartSeconds">To start all jobs.</param>
/// <param name="PollShare">The share of one processor that watching the idle jobs took.</param>
internal sealed record NodeFigures(
    int Nodes, int Jobs, double SshSeconds, double? ClushSeconds, double ColdSeconds, double FirstSeconds, double WarmSeconds, double StartSeconds, double PollShare)
{
    /// <summary>The faster of the other ways.</summary>
    public double RivalSeconds => Math.Min(SshSeconds, ClushSeconds ?? double.MaxValue);

    /// <summary>How many times faster than the faster of the others with new connections.</summary>
    public double FirstRatio => RivalSeconds / FirstSeconds;

    /// <summary>How many times faster than the faster of the others over open connections.</summary>
    public double WarmRatio => RivalSeconds / WarmSeconds;
}
