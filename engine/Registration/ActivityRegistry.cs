using System.Collections.Concurrent;

namespace Pipeline.Engine.Registration;

/// <inheritdoc cref="IActivityRegistry"/>
internal sealed class ActivityRegistry(IActivityDescriber describer) : IActivityRegistry
{
    private readonly ConcurrentDictionary<(string Type, int Version), ActivityDescriptor> _descriptors = new();
    private readonly ConcurrentDictionary<string, ActivityDescriptor> _newest = new();
    private readonly ConcurrentDictionary<ActivityDescriptor, Type> _providers = new();

    public void Register(ActivityDescriptor descriptor) => Add(GetType(), descriptor);

    public void Add(Type providerType, ActivityDescriptor descriptor)
    {
        _descriptors[(descriptor.TypeName, descriptor.Version)] = descriptor;
        _providers[descriptor] = providerType;
        _newest.AddOrUpdate(descriptor.TypeName, descriptor, (_, known) => known.Version > descriptor.Version ? known : descriptor);
    }

    public void Remove(Type providerType, ActivityDescriptor descriptor)
    {
        _providers.TryRemove(descriptor, out _);
        _descriptors.TryRemove((descriptor.TypeName, descriptor.Version), out _);
        _newest.TryRemove(descriptor.TypeName, out _);
        if (_descriptors.Values.Where(other => other.TypeName == descriptor.TypeName).MaxBy(other => other.Version) is { } newest)
            _newest[descriptor.TypeName] = newest;
    }

    public async Task RegisterAsync(Type activityType, CancellationToken cancellationToken = default) =>
        Register(await describer.DescribeActivityAsync(activityType, cancellationToken));

    public async Task RegisterAsync(IEnumerable<Type> activityTypes, CancellationToken cancellationToken = default)
    {
        foreach (var type in activityTypes)
            await RegisterAsync(type, cancellationToken);
    }

    public IEnumerable<ActivityDescriptor> ListAll() => _descriptors.Values;

    public IEnumerable<ActivityDescriptor> ListByProvider(Type providerType) => _providers.Where(entry => entry.Value == providerType).Select(entry => entry.Key);

    public ActivityDescriptor? Find(string type) => _newest.GetValueOrDefault(type);

    public ActivityDescriptor? Find(string type, int version) => _descriptors.GetValueOrDefault((type, version));

    public ActivityDescriptor? Find(Func<ActivityDescriptor, bool> predicate) => _descriptors.Values.FirstOrDefault(predicate);

    public IEnumerable<ActivityDescriptor> FindMany(Func<ActivityDescriptor, bool> predicate) => _descriptors.Values.Where(predicate);

    public ValueTask<IEnumerable<ActivityDescriptor>> GetDescriptorsAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(ListAll());

    public async Task RefreshDescriptorsAsync(IActivityProvider activityProvider, CancellationToken cancellationToken = default)
    {
        var descriptors = await activityProvider.GetDescriptorsAsync(cancellationToken);
        ClearProvider(activityProvider.GetType());
        foreach (var descriptor in descriptors)
            Add(activityProvider.GetType(), descriptor);
    }

    public void Clear()
    {
        _descriptors.Clear();
        _newest.Clear();
        _providers.Clear();
    }

    public void ClearProvider(Type providerType)
    {
        foreach (var descriptor in ListByProvider(providerType).ToList())
            Remove(providerType, descriptor);
    }
}
