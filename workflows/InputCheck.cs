namespace Pipeline.Workflows;

/// <summary>What is wrong, or worth knowing, about a pipeline's inputs.</summary>
/// <param name="Faults">Each names a value and the remedy; none = the run may start.</param>
/// <param name="Warnings">What the user should know before starting.</param>
public sealed record InputCheck(IReadOnlyList<string> Faults, IReadOnlyList<string> Warnings)
{
    /// <summary>Nothing to say.</summary>
    public static readonly InputCheck Fine = new([], []);

    /// <summary>Both together.</summary>
    public InputCheck With(InputCheck other) => new([.. Faults, .. other.Faults], [.. Warnings, .. other.Warnings]);
}

/// <summary>What inputs are checked against: the configured nodes.</summary>
/// <param name="Nodes">All nodes of the pool.</param>
public sealed record PoolFacts(IReadOnlyList<PoolNode> Nodes)
{
    /// <summary>Whether the nodes are known not to have the absolute path; false while that is unknown.</summary>
    public Func<string, bool> IsMissing { get; init; } = _ => false;
}

/// <summary>One node of the pool.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Device">Its device type, when configured.</param>
/// <param name="Cards">Its cards.</param>
public sealed record PoolNode(string Name, string? Device, int Cards);
