namespace Pipeline.Host.Cli.Sessions;

/// <summary>One node as listed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Device"><c>gaudi2</c>, <c>gaudi3</c>, or null while unknown.</param>
/// <param name="Cards">Its cards.</param>
/// <param name="Transport">How it is reached: <c>local</c>, <c>ssh</c>, <c>simulated</c>.</param>
/// <param name="Address">The address that other nodes use.</param>
/// <param name="Container">Its container's name; null = steps run on the node itself.</param>
/// <param name="LeasedBy">The run that holds it; null = free.</param>
/// <param name="WaitedForBy">The runs that wait for nodes and could get this one, the first first.</param>
public sealed record NodeRow(
    string Name, string? Device, int Cards, string Transport, string Address, string? Container, string? LeasedBy, IReadOnlyList<string> WaitedForBy)
{
    /// <summary>Why it cannot be reached, and what helps; null when it can.</summary>
    public string? Fault { get; init; }
}
