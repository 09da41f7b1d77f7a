using Elsa.Expressions.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows;

public partial class ActivityExecutionContext
{
    public T GetRequiredService<T>() where T : notnull => WorkflowExecutionContext.GetRequiredService<T>();

    public object GetRequiredService(Type serviceType) => WorkflowExecutionContext.GetRequiredService(serviceType);

    public T? GetService<T>() where T : notnull => WorkflowExecutionContext.GetService<T>();

    public object? GetService(Type serviceType) => WorkflowExecutionContext.GetService(serviceType);

    public IEnumerable<T> GetServices<T>() where T : notnull => WorkflowExecutionContext.GetServices<T>();

    public T GetOrCreateService<T>() where T : notnull => ActivatorUtilities.GetServiceOrCreateInstance<T>(WorkflowExecutionContext.ServiceProvider);

    public object GetOrCreateService(Type serviceType) => WorkflowExecutionContext.GetOrCreateService(serviceType);

    public T? GetProperty<T>(string key) => Read<T>(Properties, key);

    public T GetProperty<T>(string key, Func<T> defaultValue) => ReadOrAdd(Properties, key, defaultValue);

    public void SetProperty<T>(string key, T? value) => Properties[key] = value!;

    public T UpdateProperty<T>(string key, Func<T?, T> updater) where T : notnull
    {
        var value = updater(GetProperty<T>(key));
        Properties[key] = value;
        return value;
    }

    public void RemoveProperty(string key) => Properties.Remove(key);

    public T? GetMetadata<T>(string key) => Read<T>(Metadata, key);

    public T GetMetadata<T>(string key, Func<T> defaultValue) => ReadOrAdd(Metadata, key, defaultValue);

    public void SetMetadata<T>(string key, T? value) => Metadata[key] = value!;

    public T UpdateMetadata<T>(string key, Func<T?, T> updater) where T : notnull
    {
        var value = updater(GetMetadata<T>(key));
        Metadata[key] = value;
        return value;
    }

    public void RemoveMetadata(string key) => Metadata.Remove(key);

    /// <summary>Reads an entry, turning what a round trip made of it back into its type once.</summary>
    private static T? Read<T>(IDictionary<string, object> entries, string key)
    {
        if (!entries.TryGetValue(key, out var stored) || stored is null)
            return default;
        if (stored is T typed)
            return typed;
        var value = stored.ConvertTo<T>();
        entries[key] = value!;
        return value;
    }

    private static T ReadOrAdd<T>(IDictionary<string, object> entries, string key, Func<T> defaultValue)
    {
        if (entries.ContainsKey(key))
            return Read<T>(entries, key)!;
        var value = defaultValue();
        entries[key] = value!;
        return value;
    }
}
