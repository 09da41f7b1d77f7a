namespace Pipeline.Engine.Registration;

/// <summary>Finds activity types by name. The registered ones are described when the first is asked for: most processes need none.</summary>
internal sealed class ActivityTypes(IActivityRegistry registry, IEnumerable<IActivityProvider> providers)
{
    private readonly Lazy<Task<IActivityRegistry>> _filled = new(() => FillAsync(registry, providers));

    /// <summary>All types there are.</summary>
    public Task<IActivityRegistry> FilledAsync() => _filled.Value;

    public ActivityDescriptor? Find(string type, int? version) => version is { } number ? Filled.Find(type, number) : Filled.Find(type);

    public IEnumerable<ActivityDescriptor> ListAll() => Filled.ListAll();

    /// <summary>
    /// All types as they are now: what editors offer may have changed. Running workflows keep the descriptors they have.
    /// </summary>
    public async Task<IReadOnlyList<ActivityDescriptor>> DescribeAsync(CancellationToken cancellationToken)
    {
        var all = (await FilledAsync()).ListAll().ToDictionary(descriptor => (descriptor.TypeName, descriptor.Version));
        foreach (var provider in providers)
        {
            foreach (var descriptor in await provider.GetDescriptorsAsync(cancellationToken))
                all[(descriptor.TypeName, descriptor.Version)] = descriptor;
        }

        return [.. all.Values.OrderBy(descriptor => descriptor.TypeName, StringComparer.Ordinal).ThenBy(descriptor => descriptor.Version)];
    }

    private IActivityRegistry Filled => _filled.Value.GetAwaiter().GetResult();

    private static async Task<IActivityRegistry> FillAsync(IActivityRegistry registry, IEnumerable<IActivityProvider> providers)
    {
        foreach (var provider in providers)
            await registry.RefreshDescriptorsAsync(provider);
        return registry;
    }
}
