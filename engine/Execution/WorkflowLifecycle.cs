namespace Pipeline.Engine.Execution;

/// <summary>
/// The states of an instance and the arrows between them.
/// <code>
/// Pending ──► Executing ◄──► Suspended
///                │  ▲            │
///                │  └─ Interrupted (host stopped in mid-run)
///                ├──► Finished
///                ├──► Faulted ──(retry)──► Suspended
///                └──► Cancelled ◄── any state but Finished
/// </code>
/// </summary>
public static class WorkflowLifecycle
{
    /// <summary>Whether an instance in <paramref name="from"/> may become <paramref name="to"/>.</summary>
    public static bool Allows(WorkflowSubStatus from, WorkflowSubStatus to) => (from, to) switch
    {
        (WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled, _) => false,
        (_, WorkflowSubStatus.Cancelled) => true,
        (WorkflowSubStatus.Faulted, _) => to == WorkflowSubStatus.Suspended,
        (_, WorkflowSubStatus.Pending) => false,
        _ => from != to
    };

    /// <summary>Whether an instance in this state is over.</summary>
    public static WorkflowStatus StatusOf(WorkflowSubStatus subStatus) =>
        subStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled or WorkflowSubStatus.Faulted ? WorkflowStatus.Finished : WorkflowStatus.Running;
}
