using Elsa.Workflows.Activities;
using Elsa.Workflows.CommitStates;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Execution;

namespace Elsa.Workflows;

/// <summary>
/// One instance of a workflow while it is in memory. Contexts, bookmarks, callbacks and scheduled work are indexed, so that
/// nothing done for one activity scans them.
/// </summary>
public partial class WorkflowExecutionContext : IExecutionContext
{
    private readonly WorkQueue _scheduler;
    private readonly BookmarkIndex _bookmarks = new();
    private readonly CallbackIndex _callbacks = new();
    private readonly ActivityOutputRegister _outputs = new();

    internal WorkflowExecutionContext(IServiceProvider serviceProvider, WorkflowGraph workflowGraph, string id, CancellationToken cancellationToken)
    {
        ServiceProvider = serviceProvider;
        WorkflowGraph = workflowGraph;
        Id = id;
        CancellationToken = cancellationToken;
        SystemClock = serviceProvider.GetRequiredService<ISystemClock>();
        IdentityGenerator = serviceProvider.GetRequiredService<IIdentityGenerator>();
        ActivityRegistry = serviceProvider.GetRequiredService<IActivityRegistry>();
        _scheduler = new WorkQueue(Meter);
        MemoryRegister = new MemoryRegister();
        ExpressionExecutionContext = new ExpressionExecutionContext(
            serviceProvider,
            MemoryRegister,
            transientProperties: new Dictionary<object, object> { [ExpressionExecutionContextExtensions.WorkflowExecutionContextKey] = this },
            cancellationToken: cancellationToken);
        CreatedAt = UpdatedAt = SystemClock.UtcNow;
    }

    public string Id { get; set; }
    public string? Name { get; set; }
    public string? CorrelationId { get; set; }
    public string? ParentWorkflowInstanceId { get; set; }

    /// <summary>The trigger that started the instance. Kept with its properties: where a flowchart began must not change with a restart.</summary>
    public string? TriggerActivityId
    {
        get => Properties.TryGetValue(nameof(TriggerActivityId), out var id) ? id as string : null;
        set
        {
            if (value is null)
                Properties.Remove(nameof(TriggerActivityId));
            else
                Properties[nameof(TriggerActivityId)] = value;
        }
    }

    public WorkflowGraph WorkflowGraph { get; }
    public Workflow Workflow => WorkflowGraph.Workflow;
    public ActivityNode Graph => WorkflowGraph.Root;
    public IActivity Activity => Workflow;
    public IServiceProvider ServiceProvider { get; }
    public ISystemClock SystemClock { get; }
    public IIdentityGenerator IdentityGenerator { get; }
    public IActivityRegistry ActivityRegistry { get; }
    public CancellationToken CancellationToken { get; }
    public MemoryRegister MemoryRegister { get; }
    public ExpressionExecutionContext ExpressionExecutionContext { get; }
    public IEnumerable<Variable> Variables => Workflow.Variables;

    public WorkflowSubStatus SubStatus { get; private set; } = WorkflowSubStatus.Pending;
    public WorkflowStatus Status => WorkflowLifecycle.StatusOf(SubStatus);
    public bool IsExecuting { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>What the workflow was started with, and during a resumed run also what it was resumed with.</summary>
    public IDictionary<string, object> Input { get; set; } = new Dictionary<string, object>();

    public IDictionary<string, object> Output { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();
    public IDictionary<object, object> TransientProperties { get; set; } = new Dictionary<object, object>();
    public ICollection<ActivityIncident> Incidents { get; set; } = [];

    public ICollection<Bookmark> Bookmarks
    {
        get => _bookmarks;
        set
        {
            var bookmarks = value.ToList();
            _bookmarks.Clear();
            foreach (var bookmark in bookmarks)
                _bookmarks.Add(bookmark);
        }
    }

    /// <summary>The bookmarks as they were when the instance was loaded.</summary>
    public ICollection<Bookmark> OriginalBookmarks { get; set; } = [];

    public ICollection<ActivityCompletionCallbackEntry> CompletionCallbacks => _callbacks;
    public IActivityScheduler Scheduler => _scheduler;
    public ICollection<WorkflowExecutionLogEntry> ExecutionLog { get; } = [];
    public long ExecutionLogSequence { get; set; }
    public ResumedBookmarkContext? ResumedBookmarkContext { get; set; }

    internal ExecutionMeter Meter { get; } = new();
    internal WorkQueue WorkQueue => _scheduler;
    internal BookmarkIndex BookmarkIndex => _bookmarks;
    internal CallbackIndex CallbackIndex => _callbacks;

    /// <summary>The input that stays with the instance.</summary>
    internal IDictionary<string, object> StartInput { get; set; } = new Dictionary<string, object>();

    /// <summary>Initial values for the workflow's variables, by name; used when its context is made.</summary>
    internal IDictionary<string, object> InitialVariables { get; set; } = new Dictionary<string, object>();

    /// <summary>The item whose activity runs now; what is saved meanwhile must let it run again.</summary>
    internal ActivityWorkItem? CurrentItem { get; set; }

    internal object? LastResult { get; set; }

    public ActivityOutputRegister GetActivityOutputRegister() => _outputs;

    public object? GetLastActivityResult() => LastResult;

    public static Task<WorkflowExecutionContext> CreateAsync(IServiceProvider serviceProvider, WorkflowGraph workflowGraph, string id, CancellationToken cancellationToken = default) =>
        Task.FromResult(new WorkflowExecutionContext(serviceProvider, workflowGraph, id, cancellationToken));

    /// <summary>Loads an instance from its saved state.</summary>
    public static async Task<WorkflowExecutionContext> CreateAsync(
        IServiceProvider serviceProvider,
        WorkflowGraph workflowGraph,
        WorkflowState workflowState,
        string? correlationId = null,
        string? parentWorkflowInstanceId = null,
        IDictionary<string, object>? input = null,
        IDictionary<string, object>? properties = null,
        ExecuteActivityDelegate? executeDelegate = null,
        string? triggerActivityId = null,
        CancellationToken cancellationToken = default)
    {
        var context = new WorkflowExecutionContext(serviceProvider, workflowGraph, workflowState.Id, cancellationToken);
        await serviceProvider.GetRequiredService<IWorkflowStateExtractor>().ApplyAsync(context, workflowState);
        context.CorrelationId = correlationId ?? context.CorrelationId;
        context.ParentWorkflowInstanceId = parentWorkflowInstanceId ?? context.ParentWorkflowInstanceId;
        context.TriggerActivityId = triggerActivityId ?? context.TriggerActivityId;
        context.GiveInput(input);
        foreach (var (key, value) in properties ?? new Dictionary<string, object>())
            context.Properties[key] = value;
        return context;
    }

    /// <summary>Adds input: it stays with an instance that has not started yet, and is seen in this run only by one that has.</summary>
    internal void GiveInput(IDictionary<string, object>? input)
    {
        if (input is null)
            return;
        foreach (var (key, value) in input)
        {
            Input[key] = value;
            if (SubStatus == WorkflowSubStatus.Pending)
                StartInput[key] = value;
        }
    }

    /// <summary>Moves the instance along an arrow of <see cref="WorkflowLifecycle"/>; where there is none, it stays.</summary>
    internal void TransitionTo(WorkflowSubStatus subStatus)
    {
        if (!WorkflowLifecycle.Allows(SubStatus, subStatus))
            return;
        SubStatus = subStatus;
        UpdatedAt = SystemClock.UtcNow;
        FinishedAt = Status == WorkflowStatus.Finished ? UpdatedAt : null;
    }

    /// <summary>Sets the state as it was saved.</summary>
    internal void RestoreSubStatus(WorkflowSubStatus subStatus) => SubStatus = subStatus;
}
