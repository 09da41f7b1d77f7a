using Elsa.Workflows.Runtime;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Persistence;

/// <summary>When a child instance is over, its parent is to be resumed: written in the very commit that ends the child.</summary>
internal static class ParentResumption
{
    /// <summary>The property of a child that names the parent's bookmark.</summary>
    public const string BookmarkProperty = "Pipeline:ParentBookmark";

    /// <summary>The input of the parent's resumption that holds the child's result.</summary>
    public const string ResultInput = "Pipeline:ChildResult";

    public static IEnumerable<OutboxItem> For(WorkflowExecutionContext child, StateJson json)
    {
        if (child.Status != WorkflowStatus.Finished || child.ParentWorkflowInstanceId is not { } parent
            || !child.Properties.TryGetValue(BookmarkProperty, out var bookmark))
            yield break;
        var result = new ExecuteWorkflowResult
        {
            WorkflowInstanceId = child.Id,
            WorkflowDefinitionVersionId = child.Workflow.Identity.Id,
            CorrelationId = child.CorrelationId,
            Status = child.Status,
            SubStatus = child.SubStatus,
            Output = child.Output,
        };
        yield return new OutboxItem
        {
            InstanceId = parent,
            BookmarkId = bookmark.ToString(),
            InputJson = json.Write(new Dictionary<string, object> { [ResultInput] = result }),
        };
    }
}
