using Elsa.Workflows.Memory;
using Pipeline.Engine.Execution;

namespace Elsa.Workflows;

public partial class WorkflowExecutionContext
{
    private readonly OrderedIndex<string, ActivityExecutionContext> _open = new();
    private readonly List<ActivityExecutionContext> _closed = [];

    /// <summary>The open contexts, then those that completed or were cancelled since the last <see cref="ClearCompletedActivityExecutionContexts"/>.</summary>
    public IReadOnlyCollection<ActivityExecutionContext> ActivityExecutionContexts => [.. OpenContexts, .. _closed];

    /// <summary>The contexts that are running or faulted, and the workflow's own.</summary>
    internal IEnumerable<ActivityExecutionContext> OpenContexts
    {
        get
        {
            Meter.Count(_open.Count);
            return _open.Items;
        }
    }

    internal IReadOnlyCollection<ActivityExecutionContext> ClosedContexts => _closed;

    /// <summary>The context of the workflow itself, once it has started.</summary>
    internal ActivityExecutionContext? RootContext { get; private set; }

    internal bool HasContexts => _open.Count > 0;

    public IEnumerable<ActivityExecutionContext> GetActiveActivityExecutionContexts() => OpenContexts.Where(context => !context.IsCompleted).ToList();

    public void AddActivityExecutionContext(ActivityExecutionContext context)
    {
        _open.Add(context.Id, context);
        context.ParentActivityExecutionContext?.Children.Add(context);
        if (context.ParentActivityExecutionContext is null && context.Activity == Workflow)
            RootContext = context;
    }

    public void RemoveActivityExecutionContext(ActivityExecutionContext context)
    {
        _open.Remove(context.Id);
        context.ParentActivityExecutionContext?.Children.Remove(context);
        _scheduler.RemoveOf(context);
        _bookmarks.RemoveOf(context.Id);
        _callbacks.RemoveOwner(context.Id);
        _touched.Remove(context);
        if (RootContext == context)
            RootContext = null;
    }

    public void ClearCompletedActivityExecutionContexts() => _closed.Clear();

    public Task<ActivityExecutionContext> CreateActivityExecutionContextAsync(IActivity activity, ActivityInvocationOptions? options = null)
    {
        var context = CreateContext(IdentityGenerator.GenerateId(), activity, options?.Owner, options?.Tag, options?.Variables);
        foreach (var (key, value) in options?.Input ?? new Dictionary<string, object>())
            context.ActivityInput[key] = value;
        return Task.FromResult(context);
    }

    public ActivityNode? FindNodeById(string nodeId) => WorkflowGraph.FindNodeById(nodeId);

    public ActivityNode? FindNodeByActivity(IActivity activity) => WorkflowGraph.FindNodeByActivity(activity);

    public ActivityNode? FindNodeByActivityId(string activityId) => WorkflowGraph.FindNodeByActivityId(activityId);

    public IActivity? FindActivityById(string activityId) => WorkflowGraph.FindActivityById(activityId);

    public IActivity? FindActivityByNodeId(string nodeId) => WorkflowGraph.FindActivityByNodeId(nodeId);

    public IActivity? FindActivityByInstanceId(string activityInstanceId) => FindContext(activityInstanceId)?.Activity;

    public IActivity? FindActivity(ActivityHandle handle) =>
        handle.ActivityInstanceId is not null ? FindActivityByInstanceId(handle.ActivityInstanceId) : WorkflowGraph.FindActivity(handle);

    internal ActivityExecutionContext? FindContext(string id) => _open.TryGet(id, out var context) ? context : null;

    internal ActivityExecutionContext CreateContext(string id, IActivity activity, ActivityExecutionContext? owner, object? tag, IEnumerable<Variable>? variables)
    {
        var descriptor = ActivityRegistry.Find(activity.Type, activity.Version)
            ?? throw new Exceptions.ActivityNotFoundException(activity.Type, activity.Version);
        var context = new ActivityExecutionContext(id, this, owner, activity, descriptor, SystemClock.UtcNow, tag, SystemClock, CancellationToken);
        foreach (var variable in variables ?? [])
            context.DynamicVariables.Add(variable);
        context.DeclareVariables();
        return context;
    }

    /// <summary>Takes a context that is over out of the open ones; the workflow's own stays.</summary>
    internal void Close(ActivityExecutionContext context)
    {
        _scheduler.RemoveOf(context);
        _bookmarks.RemoveOf(context.Id);
        _callbacks.RemoveOwner(context.Id);
        if (context.ParentActivityExecutionContext is not { } parent)
            return;
        if (_open.Remove(context.Id))
            _closed.Add(context);
        parent.Children.Remove(context);
        _touched.Remove(context);
    }
}
