namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>
/// When a join passes. WaitAll and WaitAllActive both wait for every inbound branch that can still arrive: where Elsa's
/// WaitAll waits for ever for a branch that a decision did not take, ours goes on without it.
/// </summary>
public enum FlowJoinMode
{
    WaitAll,
    WaitAllActive,

    /// <summary>The first branch passes; what the others still do is cancelled.</summary>
    WaitAny
}
