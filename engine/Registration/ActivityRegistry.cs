using System.Collections.Concurrent;

namespace Pipeline.Engine.Registration;

/// <inheritdoc cref="IActivityRegistry"/>
internal sealed class ActivityRegistry(IActivityDescriber describer) : IActivityRegistry
{
    private readonly ConcurrentDictionary<(string Type, int Version), (Type Provider, ActivityDescriptor Descriptor)> descriptors = new();
    private readonly ConcurrentDictionary<string, ActivityDescriptor> newest = new();
    private readonly ConcurrentDictionary<Type, byte> described = new();

    public void Add(Type providerType, ActivityDescriptor descriptor)
    {
        descriptors[(descriptor.TypeName, descriptor.Version)] = (providerType, descriptor);
        newest.AddOrUpdate(descriptor.TypeName, descriptor, (_, old) => old.Version > descriptor.Version ? old : descriptor);
    }

    public void Remove(Type providerType, ActivityDescriptor descriptor)
    {
        descriptors.TryRemove((descriptor.TypeName, descriptor.Version), out _);
        newest.TryRemove(descriptor.TypeName, out _);
        if (FindMany(d => d.TypeName == descriptor.TypeName).MaxBy(d => d.Version) is { } next)
            newest[next.TypeName] = next;
        described.TryRemove(descriptor.ClrType, out _);
    }

    public void Register(ActivityDescriptor descriptor) => Add(typeof(ActivityRegistry), descriptor);

    public async Task RegisterAsync(Type activityType, CancellationToken cancellationToken = default)
    {
        if (described.ContainsKey(activityType))
            return;
        Register(await describer.DescribeActivityAsync(activityType, cancellationToken));
        described[activityType] = 0;
    }

    public async Task RegisterAsync(IEnumerable<Type> activityTypes, CancellationToken cancellationToken = default)
    {
        foreach (var type in activityTypes)
            await RegisterAsync(type, cancellationToken);
    }

    public IEnumerable<ActivityDescriptor> ListAll() => descriptors.Values.Select(d => d.Descriptor);

    public IEnumerable<ActivityDescriptor> ListByProvider(Type providerType) =>
        descriptors.Values.Where(d => d.Provider == providerType).Select(d => d.Descriptor);

    public ActivityDescriptor? Find(string type) => newest.GetValueOrDefault(type);

    public ActivityDescriptor? Find(string type, int version) =>
        descriptors.TryGetValue((type, version), out var found) ? found.Descriptor : null;

    public ActivityDescriptor? Find(Func<ActivityDescriptor, bool> predicate) => ListAll().FirstOrDefault(predicate);

    public IEnumerable<ActivityDescriptor> FindMany(Func<ActivityDescriptor, bool> predicate) => ListAll().Where(predicate);

    public ValueTask<IEnumerable<ActivityDescriptor>> GetDescriptorsAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(ListAll());

    public async Task RefreshDescriptorsAsync(IActivityProvider activityProvider, CancellationToken cancellationToken = default)
    {
        ClearProvider(activityProvider.GetType());
        foreach (var descriptor in await activityProvider.GetDescriptorsAsync(cancellationToken))
            Add(activityProvider.GetType(), descriptor);
    }

    public void Clear()
    {
        descriptors.Clear();
        newest.Clear();
        described.Clear();
    }

    public void ClearProvider(Type providerType)
    {
        foreach (var descriptor in ListByProvider(providerType).ToList())
            Remove(providerType, descriptor);
    }
}
