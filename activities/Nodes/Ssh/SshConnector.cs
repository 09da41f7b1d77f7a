using System.Collections.Concurrent;

namespace Pipeline.Activities.Nodes.Ssh;

/// <summary>Opens connections, straight or through a jump host. Nodes behind the same jump host share one connection to it.</summary>
public sealed class SshConnector(SshOptions options, TimeProvider time) : IAsyncDisposable
{
    private const string Loopback = "127.0.0.1";

    /// <summary>Connections that are made at a time: more than that slow each other down until all of them take too long.</summary>
    private const int DialsAtOnce = 32;

    private readonly SemaphoreSlim dials = new(DialsAtOnce);

    private readonly ConcurrentDictionary<SshTarget, SshHolder> jumps = new();

    internal SshOptions Options => options;

    /// <summary>An open connection.</summary>
    /// <exception cref="SshFaultException">It cannot be made; tells what helps.</exception>
    internal async Task<SshConnection> OpenAsync(SshTarget target)
    {
        if (target.Jump is null)
            return await DialAsync(target, target.Host, target.Port);
        var jump = await jumps.GetOrAdd(target.Jump, j => new SshHolder(() => OpenAsync(j))).GetAsync();
        try
        {
            return await DialAsync(target, Loopback, await Blocking.Run(() => jump.Tunnel(target.Host, target.Port)));
        }
        catch (SshFaultException e) when (e.Fault.Transient)
        {
            // The node or the jump host? The answer decides whether the next try makes a new connection to the latter.
            await jump.ProbeAsync();
            throw new SshFaultException(e.Fault with { Message = $"{e.Message} It is reached through {target.Jump}." }, e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var jump in jumps.Values)
            await jump.DisposeAsync();
    }

    private async Task<SshConnection> DialAsync(SshTarget target, string host, int port)
    {
        await dials.WaitAsync();
        try
        {
            return new SshConnection(target, await Blocking.Run(() => SshDial.Connect(target, host, port, options)), options, time);
        }
        finally
        {
            dials.Release();
        }
    }
}
