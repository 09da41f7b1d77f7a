using System.Collections.Concurrent;

namespace Pipeline.Engine.Runtime;

/// <summary>Lets the bursts of one instance run one after another in this process.</summary>
internal sealed class InstanceLocks
{
    private readonly ConcurrentDictionary<string, Entry> entries = new();

    public async Task<IDisposable> TakeAsync(string instanceId, CancellationToken cancellationToken)
    {
        var entry = entries.AddOrUpdate(instanceId, _ => new Entry(1), (_, known) => known with { Users = known.Users + 1 });
        try
        {
            await entry.Gate.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(instanceId);
            throw;
        }

        return new Held(this, instanceId, entry.Gate);
    }

    private void Leave(string instanceId)
    {
        var entry = entries.AddOrUpdate(instanceId, _ => new Entry(0), (_, known) => known with { Users = known.Users - 1 });
        if (entry.Users == 0)
            entries.TryRemove(new KeyValuePair<string, Entry>(instanceId, entry));
    }

    private sealed record Entry(int Users)
    {
        public SemaphoreSlim Gate { get; } = new(1);
    }

    private sealed class Held(InstanceLocks owner, string instanceId, SemaphoreSlim gate) : IDisposable
    {
        public void Dispose()
        {
            gate.Release();
            owner.Leave(instanceId);
        }
    }
}
