using Renci.SshNet;
using Renci.SshNet.Common;

namespace Pipeline.Activities.Nodes.Ssh;

/// <summary>
/// One open connection. SSH.NET notices a peer that says farewell, but not one that vanishes, so whoever waits for an answer
/// asks now and then with <see cref="ProbeAsync"/>; a connection without an answer is lost for all its users at once.
/// </summary>
internal sealed class SshConnection(SshTarget target, SshClient client, SshOptions options, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim channels = new(options.Channels);
    private readonly TaskCompletionSource<Exception> lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<(string, int), ForwardedPortLocal> tunnels = [];
    private readonly Lock gate = new();
    private long heard = time.GetTimestamp();
    private Task? probing;

    /// <summary>Completes, with the reason, when the connection is of no more use.</summary>
    public Task<Exception> Lost => lost.Task;

    /// <summary>Whether commands can be given to it.</summary>
    public bool IsUsable => !lost.Task.IsCompleted && client.IsConnected;

    /// <summary>Runs work that takes one channel, when one is free.</summary>
    public async Task<T> WithChannelAsync<T>(Func<SshClient, Task<T>> work, CancellationToken cancellationToken)
    {
        await channels.WaitAsync(cancellationToken);
        try
        {
            return await work(client);
        }
        finally
        {
            channels.Release();
        }
    }

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Patience => options.KeepAliveTimeout;

    /// <summary>Takes note that the server answered.</summary>
    public void Heard() => Volatile.Write(ref heard, time.GetTimestamp());

    /// <summary>Asks the server whether it is there when it was not heard for long; returns at once.</summary>
    public void KeepAlive()
    {
        if (time.GetElapsedTime(Volatile.Read(ref heard)) >= options.KeepAliveInterval)
            _ = ProbeAsync();
    }

    /// <summary>Asks the server whether it is there; without an answer the connection is lost.</summary>
    public Task ProbeAsync()
    {
        lock (gate)
            return probing is { IsCompleted: false } ? probing : probing = AskAsync();
    }

    /// <summary>Gives the connection up, for all its users.</summary>
    public void Lose(Exception reason)
    {
        if (lost.TrySetResult(reason))
            _ = CloseAsync();
    }

    /// <summary>This machine's end, a port of the loopback interface, of a tunnel to a server that this one can reach.</summary>
    public int Tunnel(string host, int port)
    {
        lock (gate)
        {
            if (!tunnels.TryGetValue((host, port), out var tunnel))
            {
                client.AddForwardedPort(tunnel = new ForwardedPortLocal("127.0.0.1", 0, host, (uint)port));
                tunnel.Start();
                tunnels.Add((host, port), tunnel);
            }

            return (int)tunnel.BoundPort;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (lost.TrySetResult(new ObjectDisposedException(nameof(SshConnection))))
            await CloseAsync().WaitAsync(Farewell, time).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private async Task AskAsync()
    {
        try
        {
            await Blocking.Run(async () =>
            {
                using var nothing = client.CreateCommand("exit 0");
                await nothing.ExecuteAsync();
            }).WaitAsync(options.KeepAliveTimeout, time);
            Heard();
        }
        catch (TimeoutException)
        {
            Lose(new SshOperationTimeoutException($"{target.Host} did not answer within {options.KeepAliveTimeout.TotalSeconds:0.#} s"));
        }
        catch (Exception e) when (e is SshException and not SshConnectionException and not SshOperationTimeoutException)
        {
            // It refuses a session, so it is there.
            Heard();
        }
        catch (Exception e)
        {
            Lose(e);
        }
    }

    private async Task CloseAsync()
    {
        try
        {
            await Blocking.Run(() =>
            {
                client.Dispose();
                return Task.CompletedTask;
            });
        }
        catch (Exception e) when (e is SshException or IOException or System.Net.Sockets.SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was broken already, which is why it is closed.
        }
    }
}
