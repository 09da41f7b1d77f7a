namespace Pipeline.Engine.Flow;

/// <summary>The joins of a running flowchart that were reached by some of their connections, by activity id. Everything else needs no memory.</summary>
internal sealed class FlowState
{
    public Dictionary<string, FlowRound> Waiting { get; init; } = [];
}
