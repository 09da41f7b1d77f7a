using System.Globalization;
using System.Text.Json;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Simulator;
using Pipeline.Host.Simulator.Sshd;

namespace Pipeline.Tests.Nodes.Machines;

/// <summary>
/// Machines on a network of their own (a bridge of this machine), with a workspace that all of them share: a small disk,
/// a tmpfs, that can be filled.
/// </summary>
internal sealed class MachineLaboratory : IAsyncDisposable
{
    private const string DiskSize = "3g";

    private static int count;

    private readonly List<Machine> machines = [];

    private MachineLaboratory()
    {
        Folder = MachineLeftovers.NewFolder();
        Bridge = $"{MachineLeftovers.BridgePrefix}{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}x{Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture)}";
        Keys = SshKeys.In(In("keys"));
        Workspace = Directory.CreateDirectory(In("workspace")).FullName;
    }

    /// <summary>The laboratory's folder.</summary>
    public string Folder { get; }

    /// <summary>The shared folder.</summary>
    public string Workspace { get; }

    public SshKeys Keys { get; }

    public IReadOnlyList<Machine> Machines => machines;

    /// <summary>The bridge's name.</summary>
    public string Bridge { get; }

    private string Cluster => In("cluster");

    public string In(string name) => Path.Combine(Folder, name);

    /// <summary>Machines gaudi-1, gaudi-2, … that run.</summary>
    /// <param name="size">How many.</param>
    /// <param name="prepare">Changes a machine before it starts.</param>
    public static async Task<MachineLaboratory> StartAsync(int size, Action<Machine>? prepare = null)
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Fail("Machines are made of namespaces, which needs root. Run the tests as root, e.g.: sudo ./test.sh");
        await MachineLeftovers.RemoveAsync();
        var lab = new MachineLaboratory();
        try
        {
            await HostCommand.RunAsync($"mount -t tmpfs -o size={DiskSize} workspace {lab.Workspace}");
            var network = await MachineNetwork.MakeAsync(lab.Bridge);
            for (var i = 1; i <= size; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"gaudi-{i}");
                lab.machines.Add(new Machine(
                    SimulatedNode.Create(Path.Combine(lab.Cluster, name), name, "gaudi2", 8, string.Create(CultureInfo.InvariantCulture, $"{network}.{10 + i}"), lab.Cluster), lab, i));
            }

            lab.machines[0].Node.Cluster.Write("speed", "20");
            foreach (var machine in lab.machines)
                prepare?.Invoke(machine);
            await Task.WhenAll(lab.machines.Select(m => m.BootAsync()));
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>A settings file that names the machines, as a user writes it.</summary>
    public string WriteSettings()
    {
        var known = WriteKnownHosts();
        var file = In("pool.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            NodePool = new
            {
                Workspace,
                Nodes = machines.Select(m => new { m.Name, Transport = "ssh", m.Address, KeyFile = Keys.ClientKey, KnownHosts = known, Device = "gaudi2" }),
                Ssh = new { ConnectTimeout = "00:00:10", KeepAliveInterval = "00:00:05", KeepAliveTimeout = "00:00:10" },
            },
            Steps = new { Policies = new { Calibrate = new { Attempts = 2, BackOff = "00:00:01" } } },
        }));
        return file;
    }

    /// <summary>The machines as a pool of this process.</summary>
    public NodePool Pool()
    {
        var known = WriteKnownHosts();
        return new NodePool(
            new NodePoolOptions
            {
                Workspace = Workspace,
                Nodes = [.. machines.Select(m => new NodeDefinition { Name = m.Name, Transport = Transport.Ssh, Address = m.Address, KeyFile = Keys.ClientKey, KnownHosts = known })],
            },
            TimeProvider.System);
    }

    /// <summary>Leaves no byte free on the shared disk, by making it as small as what is on it.</summary>
    public Task FillDiskAsync() => HostCommand.RunAsync(
        // Something must be on it: a size of zero would mean no limit.
        $"echo > {Workspace}/.filler; until mount -o remount,size=$(($(df --output=used -B 4096 {Workspace} | tail -n 1) * 4096)) {Workspace} 2> /dev/null; do :; done");

    /// <summary>Ends <see cref="FillDiskAsync"/>.</summary>
    public Task FreeDiskAsync() => HostCommand.RunAsync($"mount -o remount,size={DiskSize} {Workspace}");

    private string WriteKnownHosts()
    {
        var known = In("known_hosts");
        File.WriteAllLines(known, machines.Select(m => $"{m.Address} {Keys.HostKeyLine}"));
        return known;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var machine in machines)
            await machine.DisposeAsync();
        await MachineLeftovers.RemoveAsync(Folder, Bridge);
    }
}
