using Elsa.Workflows.Runtime;
using Elsa.Workflows.State;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Runtime.Children;

/// <summary>
/// Tells a waiting parent that its child is over, in the transaction that ends the child: the parent is resumed even if the host
/// dies between the two. A child that is retried later and ends again finds the parent's bookmark gone; the parent is not run twice.
/// </summary>
internal static class ParentNotice
{
    /// <summary>Property of a child: the bookmark of the parent that waits for it.</summary>
    public const string BookmarkProperty = "Pipeline:ParentBookmarkId";

    /// <summary>Input key under which the parent finds the child's result.</summary>
    public const string ResultInput = "Pipeline:ChildResult";

    public static void Add(WorkflowExecutionContext child, WorkflowState state, CommitLedger ledger)
    {
        if (state.Status != WorkflowStatus.Finished || ledger.ParentTold || child.Scheduler.HasAny)
            return;
        if (state.ParentWorkflowInstanceId is not { } parent || !state.Properties.TryGetValue(BookmarkProperty, out var bookmark))
            return;

        ledger.ParentTold = true;
        var result = new ExecuteWorkflowResult
        {
            WorkflowInstanceId = state.Id,
            WorkflowDefinitionVersionId = state.DefinitionVersionId,
            CorrelationId = state.CorrelationId,
            Status = state.Status,
            SubStatus = state.SubStatus,
            Output = state.Output
        };
        ledger.Outgoing.Add(new RunRequest(parent, bookmark.ToString()) { Input = new Dictionary<string, object> { [ResultInput] = result } });
    }
}
