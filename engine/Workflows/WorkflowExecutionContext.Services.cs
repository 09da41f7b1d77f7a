using Elsa.Expressions.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows;

public partial class WorkflowExecutionContext
{
    public T GetRequiredService<T>() where T : notnull => ServiceProvider.GetRequiredService<T>();

    public object GetRequiredService(Type serviceType) => ServiceProvider.GetRequiredService(serviceType);

    public T? GetService<T>() where T : notnull => ServiceProvider.GetService<T>();

    public object? GetService(Type serviceType) => ServiceProvider.GetService(serviceType);

    public IEnumerable<T> GetServices<T>() where T : notnull => ServiceProvider.GetServices<T>();

    public T GetOrCreateService<T>() where T : notnull => ActivatorUtilities.GetServiceOrCreateInstance<T>(ServiceProvider);

    public object GetOrCreateService(Type serviceType) => ActivatorUtilities.GetServiceOrCreateInstance(ServiceProvider, serviceType);

    public T? GetProperty<T>(string key) => Properties.TryGetValue(key, out var value) ? value.ConvertTo<T>() : default;

    public void SetProperty<T>(string key, T value) => Properties[key] = value!;

    public T UpdateProperty<T>(string key, Func<T?, T> updater)
    {
        var value = updater(GetProperty<T>(key));
        Properties[key] = value!;
        return value;
    }

    public bool HasProperty(string name) => Properties.ContainsKey(name);

    public WorkflowExecutionLogEntry AddExecutionLogEntry(string eventName, string? message = null, object? payload = null)
    {
        var entry = new WorkflowExecutionLogEntry(
            RootContext?.Id ?? Id, null, Workflow.Id, Workflow.Type, Workflow.Version, Workflow.Name, Workflow.NodeId, null, SystemClock.UtcNow, ExecutionLogSequence++, eventName, message, null, payload);
        ExecutionLog.Add(entry);
        return entry;
    }

    /// <summary>
    /// Ends the instance at once: nothing scheduled, no bookmarks, no callbacks, every open activity Canceled. Activities are
    /// not told; <see cref="Pipeline.Engine.Execution.WorkflowCancellation"/> tells them first.
    /// </summary>
    public void Cancel()
    {
        TransitionTo(WorkflowSubStatus.Cancelled);
        if (SubStatus != WorkflowSubStatus.Cancelled)
            return;
        DropOpenWork();
        foreach (var context in GetActiveActivityExecutionContexts())
        {
            context.TransitionTo(ActivityStatus.Canceled);
            Close(context);
        }
    }

    internal void DropOpenWork()
    {
        _scheduler.Clear();
        _bookmarks.Clear();
        _callbacks.Clear();
    }
}
