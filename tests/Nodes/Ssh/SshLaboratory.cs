using System.Net;
using System.Net.Sockets;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Nodes.Ssh;
using Pipeline.Host.Simulator.Sshd;

namespace Pipeline.Tests.Nodes.Ssh;

/// <summary>A folder with real SSH servers on the loopback interface, and shells to them.</summary>
public sealed class SshLaboratory : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> parts = [];

    public SshLaboratory() => Keys = SshKeys.In(In("keys"));

    public string Folder { get; } = Directory.CreateTempSubdirectory("pipeline-ssh-").FullName;

    internal SshKeys Keys { get; }

    public SshOptions Options { get; } = new();

    public string In(string name) => Path.Combine(Folder, name);

    internal async Task<SshServer> ServerAsync(string name = "node", SshKeys? keys = null, params string[] settings)
    {
        var server = new SshServer(In(name), keys ?? Keys, "127.0.0.1", FreePort(), "/usr/local/bin:/usr/bin:/bin", settings);
        parts.Add(server);
        await server.StartAsync();
        return server;
    }

    /// <summary>The server with its own host key known and the client key in use.</summary>
    internal SshTarget Target(SshServer server)
    {
        var known = In($"known_hosts.{server.Port}");
        File.WriteAllText(known, $"[{server.Address}]:{server.Port} {server.Keys.HostKeyLine}\n");
        return new SshTarget(server.Address, server.Port, Environment.UserName) { KeyFile = server.Keys.ClientKey, KnownHosts = known };
    }

    public IShell Shell(SshTarget target, string? pathPrefix = null)
    {
        var connector = new SshConnector(Options, TimeProvider.System);
        var shell = new SshShell("gaudi-1", target, pathPrefix, connector, TimeProvider.System);
        parts.Insert(0, connector);
        parts.Insert(0, shell);
        return shell;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in parts)
            await part.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
