using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Exceptions;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Registration;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Runtime.Children;

/// <summary>
/// Starts child workflows. The child's start is a request in the commit of the parent's activity, and its id is fixed there: a
/// host that dies in between leaves either neither or both.
/// </summary>
internal static class ChildWorkflows
{
    /// <param name="context">The parent's activity.</param>
    /// <param name="definitionId">The child's definition.</param>
    /// <param name="correlationId">The child's correlation id; the parent's if null.</param>
    /// <param name="input">The child's input.</param>
    /// <param name="stimulus">Given the child's id, what the parent waits for; null if it does not wait.</param>
    /// <param name="onResumed">Runs when the child is over.</param>
    /// <param name="inBackground">Whether the caller of the parent's burst goes on without the child.</param>
    public static async ValueTask<ExecuteWorkflowResult> StartAsync(
        ActivityExecutionContext context,
        string definitionId,
        string? correlationId,
        IDictionary<string, object>? input,
        Func<string, object>? stimulus,
        ExecuteActivityDelegate onResumed,
        bool inBackground)
    {
        var workflow = context.WorkflowExecutionContext;
        var graph = await context.GetRequiredService<WorkflowCatalog>().FindAsync(definitionId)
            ?? throw new WorkflowDefinitionNotFoundException($"There is no workflow '{definitionId}' to run as a child.", new WorkflowDefinitionHandle { DefinitionId = definitionId });
        var childId = workflow.IdentityGenerator.GenerateId();
        var properties = new Dictionary<string, object>();
        if (stimulus is not null)
        {
            var bookmark = context.CreateBookmark(new CreateBookmarkArgs { Stimulus = stimulus(childId), Callback = onResumed, IncludeActivityInstanceId = false });
            properties[ParentNotice.BookmarkProperty] = bookmark.Id;
        }

        CommitLedger.Of(workflow).Outgoing.Add(new StartRequest(definitionId, childId)
        {
            CorrelationId = correlationId ?? workflow.CorrelationId,
            ParentId = workflow.Id,
            Input = input,
            Properties = properties,
            InBackground = inBackground
        });
        return new ExecuteWorkflowResult
        {
            WorkflowInstanceId = childId,
            WorkflowDefinitionVersionId = graph.Workflow.Identity.Id,
            CorrelationId = correlationId ?? workflow.CorrelationId,
            Status = WorkflowStatus.Running,
            SubStatus = WorkflowSubStatus.Pending
        };
    }
}
