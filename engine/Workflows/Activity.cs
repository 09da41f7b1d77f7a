using System.Text.Json.Serialization;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Registration;

namespace Elsa.Workflows;

/// <summary>Base of activities. It does not complete by itself: see <see cref="CodeActivity"/> for one that does.</summary>
public abstract class Activity : IActivity, ISignalHandler
{
    private readonly SignalHandlers _signalHandlers = new();

    protected Activity(string? source = null, int? line = null)
    {
        Source = source is null ? null : $"{Path.GetFileName(source)}:{line}";
        (Type, Version) = ActivityTypeNames.Of(GetType());
    }

    protected Activity(string activityType, int version = 1, string? source = null, int? line = null) : this(source, line)
    {
        Type = activityType;
        Version = version;
    }

    public string Id { get; set; } = null!;
    public string NodeId { get; set; } = null!;
    public string? Name { get; set; }
    public string Type { get; set; }
    public int Version { get; set; }

    /// <summary>Whether the workflow may be started at this activity.</summary>
    [JsonIgnore]
    public bool CanStartWorkflow { get; set; }

    [JsonIgnore]
    public bool? RunAsynchronously { get; set; }

    [JsonIgnore]
    public string? CommitStrategy { get; set; }

    public IDictionary<string, object> CustomProperties { get; set; } = new Dictionary<string, object>();

    [JsonIgnore]
    public IDictionary<string, object> SyntheticProperties { get; set; } = new Dictionary<string, object>();

    public IDictionary<string, object> Metadata { get; set; } = new Dictionary<string, object>();

    [JsonIgnore]
    public ICollection<IBehavior> Behaviors { get; } = [];

    /// <summary>The file and line that declared the activity.</summary>
    internal string? Source { get; }

    protected virtual ValueTask<bool> CanExecuteAsync(ActivityExecutionContext context) => ValueTask.FromResult(CanExecute(context));

    protected virtual bool CanExecute(ActivityExecutionContext context) => true;

    protected virtual ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Execute(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void Execute(ActivityExecutionContext context)
    {
    }

    protected virtual ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        OnSignalReceived(signal, context);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnSignalReceived(object signal, SignalContext context)
    {
    }

    protected void OnSignalReceived(Type signalType, Func<object, SignalContext, ValueTask> handler) => _signalHandlers.Add(signalType, handler);

    protected void OnSignalReceived<T>(Func<T, SignalContext, ValueTask> handler) => _signalHandlers.Add(handler);

    protected void OnSignalReceived<T>(Action<T, SignalContext> handler) => _signalHandlers.Add(handler);

    protected ValueTask CompleteAsync(ActivityExecutionContext context) => context.CompleteActivityAsync();

    ValueTask<bool> IActivity.CanExecuteAsync(ActivityExecutionContext context) => CanExecuteAsync(context);

    async ValueTask IActivity.ExecuteAsync(ActivityExecutionContext context)
    {
        await ExecuteAsync(context);
        foreach (var behavior in Behaviors)
            await behavior.ExecuteAsync(context);
    }

    async ValueTask ISignalHandler.ReceiveSignalAsync(object signal, SignalContext context)
    {
        await OnSignalReceivedAsync(signal, context);
        await _signalHandlers.ReceiveAsync(signal, context);
        foreach (var behavior in Behaviors)
            await behavior.ReceiveSignalAsync(signal, context);
    }
}
