namespace Elsa.Workflows;

/// <summary>When a fork completes.</summary>
public enum ForkJoinMode
{
    WaitAll,
    WaitAny
}
