namespace Pipeline.Engine.Registration;

/// <summary>Finds activity types by name. The registered ones are described when the first is asked for: most processes need none.</summary>
internal sealed class ActivityTypes(IActivityRegistry registry, IEnumerable<IActivityProvider> providers, IActivityDescriber describer)
{
    private readonly Lock _lock = new();
    private Task? _filled;

    private IActivityRegistry Filled => FilledAsync().GetAwaiter().GetResult();

    public ActivityDescriptor? Find(string type, int? version) => version is { } number ? Filled.Find(type, number) : Filled.Find(type);

    public IEnumerable<ActivityDescriptor> ListAll() => Filled.ListAll();

    /// <summary>
    /// All types as they are now: what editors offer may have changed. Running workflows keep the descriptors they have.
    /// </summary>
    public async Task<IReadOnlyList<ActivityDescriptor>> DescribeAsync(CancellationToken cancellationToken)
    {
        var isOld = _filled is { IsCompletedSuccessfully: true };
        var all = (await FilledAsync()).ListAll().ToDictionary(descriptor => (descriptor.TypeName, descriptor.Version));
        foreach (var provider in isOld ? providers : [])
        {
            foreach (var descriptor in await provider.GetDescriptorsAsync(cancellationToken))
                all[(descriptor.TypeName, descriptor.Version)] = descriptor;
        }

        return [.. all.Values.OrderBy(descriptor => descriptor.TypeName, StringComparer.Ordinal).ThenBy(descriptor => descriptor.Version)];
    }

    /// <summary>One input as it is now; null if there is none of that name. One that comes from no property of a type stays as it was.</summary>
    public async Task<InputDescriptor?> DescribeInputAsync(string type, string name, CancellationToken cancellationToken)
    {
        var input = (await FilledAsync()).Find(type)?.Inputs.FirstOrDefault(input => input.Name == name);
        return input?.PropertyInfo is { } property ? await describer.DescribeInputPropertyAsync(property, cancellationToken) : input;
    }

    /// <summary>All types there are. What failed is tried again by the next caller.</summary>
    private async Task<IActivityRegistry> FilledAsync()
    {
        Task filled;
        lock (_lock)
        {
            if (_filled is null or { IsFaulted: true } or { IsCanceled: true })
                _filled = FillAsync();
            filled = _filled;
        }

        await filled;
        return registry;
    }

    private async Task FillAsync()
    {
        foreach (var provider in providers)
            await registry.RefreshDescriptorsAsync(provider);
    }
}
