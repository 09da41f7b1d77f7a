namespace Pipeline.Engine.Api.Live;

/// <summary>Who looks at which instance.</summary>
internal sealed class ObservedInstances
{
    private readonly Lock gate = new();
    private readonly HashSet<(string Connection, string Instance)> pairs = [];

    /// <summary>The instances that somebody looks at.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (gate)
                return [.. pairs.Select(p => p.Instance).Distinct()];
        }
    }

    /// <summary>A connection looks at an instance.</summary>
    public void Add(string connection, string instance)
    {
        lock (gate)
            pairs.Add((connection, instance));
    }

    /// <summary>A connection is gone.</summary>
    public void Remove(string connection)
    {
        lock (gate)
            pairs.RemoveWhere(p => p.Connection == connection);
    }
}
