namespace Pipeline.Engine.Runtime.Bursts;

/// <summary>One burst at a time per instance in this process; others queue. Idle instances take no memory.</summary>
internal sealed class InstanceLocks
{
    private readonly Dictionary<string, (SemaphoreSlim Gate, int Users)> _gates = [];

    public async Task<IDisposable> EnterAsync(string instanceId, CancellationToken cancellationToken)
    {
        var gate = Join(instanceId);
        try
        {
            await gate.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(instanceId);
            throw;
        }
        return new Holder(this, instanceId, gate);
    }

    private SemaphoreSlim Join(string instanceId)
    {
        lock (_gates)
        {
            var (gate, users) = _gates.GetValueOrDefault(instanceId, (new SemaphoreSlim(1, 1), 0));
            _gates[instanceId] = (gate, users + 1);
            return gate;
        }
    }

    private void Leave(string instanceId)
    {
        lock (_gates)
        {
            var (gate, users) = _gates[instanceId];
            if (users > 1)
                _gates[instanceId] = (gate, users - 1);
            else
                _gates.Remove(instanceId);
        }
    }

    private sealed class Holder(InstanceLocks owner, string instanceId, SemaphoreSlim gate) : IDisposable
    {
        public void Dispose()
        {
            gate.Release();
            owner.Leave(instanceId);
        }
    }
}
