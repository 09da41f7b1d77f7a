namespace Pipeline.Engine.Flow;

/// <summary>How far one join is in its current round.</summary>
internal sealed class FlowRound
{
    /// <summary>The connections visited, and whether each was followed.</summary>
    public Dictionary<string, bool> Visited { get; init; } = [];

    /// <summary>Whether the join already let a branch pass in this round (WaitAny).</summary>
    public bool Passed { get; set; }

    public bool Followed => Visited.ContainsValue(true);
}
