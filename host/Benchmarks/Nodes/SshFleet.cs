using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Nodes.Ssh;
using Pipeline.Host.Simulator.Sshd;

namespace Pipeline.Host.Benchmarks.Nodes;

/// <summary>Many real sshd processes on loopback addresses of their own, as many nodes with one shared workspace.</summary>
internal sealed class SshFleet : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<SshServer> servers = [];
    private readonly string folder = Directory.CreateTempSubdirectory("pipeline-bench-").FullName;
    private readonly SshKeys keys;

    private SshFleet()
    {
        keys = SshKeys.In(Path.Combine(folder, "keys"));
        Workspace = Directory.CreateDirectory(Path.Combine(folder, "workspace")).FullName;
        Port = FreePort();
    }

    /// <summary>The shared folder.</summary>
    public string Workspace { get; }

    /// <summary>The port of all servers.</summary>
    public int Port { get; }

    /// <summary>The nodes' addresses.</summary>
    public IReadOnlyList<string> Addresses => [.. servers.Select(s => s.Address)];

    /// <summary>Options that make ssh log in on them without asking.</summary>
    public IReadOnlyList<string> SshOptions =>
        ["-F", "none", "-p", Port.ToString(CultureInfo.InvariantCulture), "-i", keys.ClientKey, "-o", "BatchMode=yes", "-o", $"UserKnownHostsFile={KnownHosts}", "-o", "LogLevel=ERROR"];

    private string KnownHosts => Path.Combine(folder, "known_hosts");

    /// <summary>Starts the servers.</summary>
    /// <param name="size">How many, 1 to 200.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<SshFleet> StartAsync(int size, CancellationToken cancellationToken)
    {
        var fleet = new SshFleet();
        try
        {
            for (var i = 1; i <= size; i++)
            {
                var address = string.Create(CultureInfo.InvariantCulture, $"127.64.0.{i}");
                fleet.servers.Add(new SshServer(Path.Combine(fleet.folder, address), fleet.keys, address, fleet.Port, "/usr/local/bin:/usr/bin:/bin"));
            }

            await File.WriteAllLinesAsync(fleet.KnownHosts, fleet.Addresses.Select(a => $"[{a}]:{fleet.Port} {fleet.keys.HostKeyLine}"), cancellationToken);
            await Task.WhenAll(fleet.servers.Select(s => s.StartAsync(cancellationToken)));
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>The nodes as a pool, without a connection yet.</summary>
    public NodePool Pool(TimeProvider clock) => new(
        new NodePoolOptions
        {
            Workspace = Workspace,
            Nodes =
            [
                .. Addresses.Select(a => new NodeDefinition
                {
                    Name = a, Transport = Transport.Ssh, Address = a, Port = Port, KeyFile = keys.ClientKey, KnownHosts = KnownHosts,
                }),
            ],
            Retry = new ShellRetryOptions { Retries = 0 },
            // On a machine that is busy with other things, a late answer is a figure and no fault.
            Ssh = new SshOptions { ConnectTimeout = Patience, KeepAliveTimeout = Patience },
        },
        clock);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(servers.Select(s => s.DisposeAsync().AsTask()));
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
