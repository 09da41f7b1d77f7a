using Pipeline.Engine.Execution;

namespace Elsa.Workflows;

/// <summary>One execution of an activity in an instance: its scope, state and status.</summary>
public partial class ActivityExecutionContext : IExecutionContext
{
    public ActivityExecutionContext(
        string id,
        WorkflowExecutionContext workflowExecutionContext,
        ActivityExecutionContext? parentActivityExecutionContext,
        IActivity activity,
        ActivityDescriptor activityDescriptor,
        DateTimeOffset startedAt,
        object? tag,
        ISystemClock systemClock,
        CancellationToken cancellationToken)
    {
        Id = id;
        WorkflowExecutionContext = workflowExecutionContext;
        ParentActivityExecutionContext = parentActivityExecutionContext;
        Activity = activity;
        ActivityDescriptor = activityDescriptor;
        StartedAt = startedAt;
        Tag = tag;
        CancellationToken = cancellationToken;
        CallStackDepth = parentActivityExecutionContext is null ? 0 : parentActivityExecutionContext.CallStackDepth + 1;
        _clock = systemClock;
        ExpressionExecutionContext = new ExpressionExecutionContext(
            workflowExecutionContext.ServiceProvider,
            new MemoryRegister(),
            parentActivityExecutionContext?.ExpressionExecutionContext ?? workflowExecutionContext.ExpressionExecutionContext,
            new Dictionary<object, object>
            {
                [ExpressionExecutionContextExtensions.WorkflowExecutionContextKey] = workflowExecutionContext,
                [ExpressionExecutionContextExtensions.ActivityExecutionContextKey] = this
            },
            cancellationToken: cancellationToken);
    }

    private readonly ISystemClock _clock;

    public string Id { get; set; }
    public WorkflowExecutionContext WorkflowExecutionContext { get; }
    public ActivityExecutionContext? ParentActivityExecutionContext { get; }
    public ExpressionExecutionContext ExpressionExecutionContext { get; }
    public IActivity Activity { get; set; }
    public ActivityDescriptor ActivityDescriptor { get; }
    public ActivityNode ActivityNode => WorkflowExecutionContext.FindNodeByActivity(Activity)
        ?? throw new InvalidOperationException($"The activity '{Activity.Id}' is not part of the workflow '{WorkflowExecutionContext.Workflow.Identity.DefinitionId}'.");

    public string NodeId => ActivityNode.NodeId;
    public CancellationToken CancellationToken { get; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public ActivityStatus Status { get; private set; }
    public bool IsCompleted => Status is ActivityStatus.Completed or ActivityStatus.Canceled;
    public bool IsExecuting { get; set; }
    public Exception? Exception { get; set; }

    /// <summary>How many activities below this one are faulted.</summary>
    public int AggregateFaultCount { get; set; }

    public int CallStackDepth { get; set; }
    public string? SchedulingActivityExecutionId { get; set; }
    public string? SchedulingActivityId { get; set; }
    public string? SchedulingWorkflowInstanceId { get; set; }
    public object? Tag { get; set; }

    /// <summary>The children that are running or faulted.</summary>
    public ISet<ActivityExecutionContext> Children { get; } = new HashSet<ActivityExecutionContext>();

    public IDictionary<string, object> Properties { get; internal set; } = new Dictionary<string, object>();
    public IDictionary<string, object> Metadata { get; internal set; } = new Dictionary<string, object>();
    public IDictionary<object, object> TransientProperties { get; set; } = new Dictionary<object, object>();

    /// <summary>The evaluated inputs, by name.</summary>
    public IDictionary<string, object> ActivityState { get; internal set; } = new Dictionary<string, object>();

    public IDictionary<string, object> ActivityInput { get; } = new Dictionary<string, object>();

    /// <summary>Details for the journal entry of the activity's completion.</summary>
    public IDictionary<string, object> JournalData { get; } = new Dictionary<string, object>();

    public IDictionary<string, object> WorkflowInput => WorkflowExecutionContext.Input;

    public void TransitionTo(ActivityStatus status)
    {
        Status = status;
        if (IsCompleted)
            CompletedAt = _clock.UtcNow;
    }

    public WorkflowExecutionLogEntry AddExecutionLogEntry(string eventName, string? message = null, string? source = null, object? payload = null)
    {
        var workflow = WorkflowExecutionContext;
        var entry = new WorkflowExecutionLogEntry(
            Id,
            ParentActivityExecutionContext?.Id,
            Activity.Id,
            Activity.Type,
            Activity.Version,
            Activity.Name,
            Activity.NodeId,
            null,
            _clock.UtcNow,
            workflow.ExecutionLogSequence++,
            eventName,
            message,
            source ?? (Activity as Activity)?.Source,
            payload);
        workflow.ExecutionLog.Add(entry);
        return entry;
    }
}
