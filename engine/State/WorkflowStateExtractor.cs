using Elsa.Workflows.State;
using Pipeline.Engine.Execution;

namespace Pipeline.Engine.State;

/// <summary>Saves and loads instances: open contexts only, so that the state's size follows the open work and not the history.</summary>
internal sealed class WorkflowStateExtractor : IWorkflowStateExtractor
{
    public WorkflowState Extract(WorkflowExecutionContext workflowExecutionContext)
    {
        var context = workflowExecutionContext;
        var identity = context.Workflow.Identity;
        return new WorkflowState
        {
            Id = context.Id,
            Name = context.Name,
            DefinitionId = identity.DefinitionId,
            DefinitionVersionId = identity.Id,
            DefinitionVersion = identity.Version,
            IsSystem = context.Workflow.IsSystem,
            ParentWorkflowInstanceId = context.ParentWorkflowInstanceId,
            CorrelationId = context.CorrelationId,
            Status = context.Status,
            SubStatus = context.SubStatus,
            IsExecuting = context.IsExecuting,
            Bookmarks = Bookmarks(context),
            Incidents = context.Incidents.ToList(),
            CompletionCallbacks = context.CompletionCallbacks
                .Select(entry => new CompletionCallbackState(entry.Owner.Id, entry.Child.NodeId, entry.CompletionCallback?.Method.Name, entry.Tag))
                .ToList(),
            ActivityExecutionContexts = context.OpenContexts.Select(ActivityContextState.Extract).ToList(),
            ScheduledActivities = Scheduled(context),
            ExecutionLogSequence = context.ExecutionLogSequence,
            Input = PersistentInput(context),
            Output = new Dictionary<string, object>(context.Output),
            Properties = new Dictionary<string, object>(context.Properties),
            CreatedAt = context.CreatedAt,
            UpdatedAt = context.UpdatedAt,
            FinishedAt = context.FinishedAt
        };
    }

    public async Task<WorkflowExecutionContext> ApplyAsync(WorkflowExecutionContext workflowExecutionContext, WorkflowState state)
    {
        await WorkflowStateRestorer.ApplyAsync(workflowExecutionContext, state);
        return workflowExecutionContext;
    }

    /// <summary>While a resumed activity runs, its burnt bookmark is still saved: should the host die, it can be resumed again.</summary>
    private static List<Bookmark> Bookmarks(WorkflowExecutionContext context)
    {
        var bookmarks = context.Bookmarks.ToList();
        if (context.CurrentItem is BookmarkWorkItem { Bookmark: { AutoBurn: true } burnt } && !bookmarks.Contains(burnt))
            bookmarks.Insert(0, burnt);
        return bookmarks;
    }

    /// <summary>The activity that runs now counts as scheduled until it completes: should the host die, it runs again.</summary>
    private static List<ActivityWorkItemState> Scheduled(WorkflowExecutionContext context)
    {
        var items = context.Scheduler.List();
        if (context.CurrentItem is { ExistingActivityExecutionContext.IsCompleted: false } current)
            items = items.Prepend(current);
        return items.Where(item => item is not BookmarkWorkItem).Select(item => new ActivityWorkItemState
        {
            ActivityNodeId = item.Activity.NodeId,
            OwnerContextId = item.Owner?.Id,
            Tag = item.Tag,
            Variables = item.Variables?.ToList(),
            ExistingActivityExecutionContextId = item.ExistingActivityExecutionContext?.Id,
            Input = new Dictionary<string, object>(item.Input)
        }).ToList();
    }

    private static Dictionary<string, object> PersistentInput(WorkflowExecutionContext context)
    {
        var transient = context.Workflow.Inputs
            .Where(input => input.StorageDriverType == typeof(MemoryStorageDriver))
            .Select(input => input.Name)
            .ToHashSet();
        return context.StartInput.Where(entry => !transient.Contains(entry.Key)).ToDictionary();
    }
}
