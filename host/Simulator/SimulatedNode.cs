using System.Net;
using Pipeline.Host.Simulator.Devices;
using Pipeline.Host.Simulator.Faults;
using Pipeline.Host.Simulator.Shims;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator;

/// <summary>
/// A simulated Gaudi node: a folder whose <c>bin/</c>, first on PATH, holds the tools of the procedure. State is in
/// <c>state/</c>, the record of what ran on it in <c>log</c>; both outlive every process.
/// </summary>
public sealed class SimulatedNode
{
    /// <summary>Environment variable by which the shims tell the host which node it is.</summary>
    internal const string FolderVariable = "PIPELINE_SIM_NODE";

    /// <summary>File with the node's settings, in its folder.</summary>
    private const string SettingsFile = "node";

    private SimulatedNode(string directory, Dictionary<string, string> settings)
    {
        Directory = directory;
        Name = settings["name"];
        Profile = DeviceProfile.Of(settings["device"]);
        Cards = int.Parse(settings["cards"], System.Globalization.CultureInfo.InvariantCulture);
        Address = settings["address"];
        ClusterDirectory = settings["cluster"];
        State = new StateFolder(Path.Combine(directory, "state"));
        Cluster = new StateFolder(Path.Combine(ClusterDirectory, ".cluster"));
        Faults = new FaultBook(Name, State, Cluster);
    }

    /// <summary>The node's folder.</summary>
    public string Directory { get; }

    /// <summary>The node's name.</summary>
    public string Name { get; }

    /// <summary><c>gaudi2</c> or <c>gaudi3</c>.</summary>
    public string Device => Profile.Name;

    /// <summary>Cards built in, missing ones included.</summary>
    public int Cards { get; }

    /// <summary>The address of its interface <c>eth0</c>.</summary>
    public string Address { get; }

    /// <summary>The folder whose <c>.cluster</c> holds what the nodes share: Ray's state, faults of the whole cluster.</summary>
    public string ClusterDirectory { get; }

    /// <summary>The folder to put first on PATH.</summary>
    public string Bin => Path.Combine(Directory, "bin");

    /// <summary>The record of what ran on the node.</summary>
    public string LogFile => Path.Combine(Directory, "log");

    internal DeviceProfile Profile { get; }

    internal StateFolder State { get; }

    internal StateFolder Cluster { get; }

    internal FaultBook Faults { get; }

    /// <summary>Makes a node, or renews the tools and settings of one that exists and keeps its state.</summary>
    /// <param name="directory">Its folder.</param>
    /// <param name="name">Its name: letters, digits, <c>.</c>, <c>_</c>, <c>-</c>.</param>
    /// <param name="device"><c>gaudi2</c> or <c>gaudi3</c>.</param>
    /// <param name="cards">Cards, 1 to 32.</param>
    /// <param name="address">The address that other nodes reach it by.</param>
    /// <param name="clusterDirectory">Folder of what the nodes of a cluster share; the parent folder when null.</param>
    /// <exception cref="SimulatorException">A value is out of range.</exception>
    public static SimulatedNode Create(
        string directory, string name, string device = "gaudi2", int cards = 8, string address = "127.0.0.1",
        string? clusterDirectory = null)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            throw new SimulatorException($"Node name '{name}' may hold only letters, digits, '.', '_' and '-'.");
        if (cards is < 1 or > 32) throw new SimulatorException($"A node has 1 to 32 cards, not {cards}.");
        if (!IPAddress.TryParse(address, out _)) throw new SimulatorException($"'{address}' is no IP address.");
        DeviceProfile.Of(device);

        string folder = Path.GetFullPath(directory);
        string cluster = Path.GetFullPath(clusterDirectory ?? Path.Combine(folder, ".."));
        System.IO.Directory.CreateDirectory(cluster);
        SharedFiles.CreateDirectory(folder);
        SharedFiles.Write(
            Path.Combine(folder, SettingsFile),
            $"name={name}\ndevice={device}\ncards={cards}\naddress={address}\ncluster={cluster}\n");

        SimulatedNode node = Open(folder);
        SharedFiles.CreateDirectory(node.State.Directory);
        SharedFiles.CreateDirectory(node.Cluster.Directory);
        node.Cluster.Sub("nodes").Write(name, folder);
        using (SharedFiles.OpenExclusively(node.LogFile))
        {
            ShimFolder.Write(node);
        }
        return node;
    }

    /// <summary>The node of a folder.</summary>
    /// <exception cref="SimulatorException">The folder holds no node.</exception>
    public static SimulatedNode Open(string directory)
    {
        string folder = Path.GetFullPath(directory);
        Dictionary<string, string> settings = new StateFolder(folder).Map(SettingsFile);
        return settings.Count > 0
            ? new SimulatedNode(folder, settings)
            : throw new SimulatorException($"'{directory}' is no simulated node; make one with: simulate node {directory} --name NAME --device gaudi2");
    }

    /// <summary>Whether a folder holds a simulated node.</summary>
    public static bool Exists(string directory) => File.Exists(Path.Combine(directory, SettingsFile));

    /// <summary>
    /// Injects a fault such as <c>nic-down:gaudi-2:7</c> into this node (<see cref="Fault"/> lists them). A fault that names
    /// another node of the cluster goes there.
    /// </summary>
    /// <exception cref="SimulatorException">Unknown fault or node.</exception>
    public void InjectFault(string word)
    {
        Fault fault = Fault.Parse(word);
        SimulatedNode node = fault.Node is null || fault.Node == Name ? this : Sibling(fault.Node);
        if (fault.Kind == FaultKind.Reboot) NodeReboot.Now(node);
        else FaultBook.Add(node.State, fault);
    }

    /// <summary>How often a tool was started on this node, from its log.</summary>
    public int CountStarts(string tool) => EventLog.CountStarts(LogFile, tool);

    /// <summary>The nodes that share this node's cluster folder, this one included, by name.</summary>
    internal IEnumerable<SimulatedNode> ClusterNodes()
    {
        StateFolder nodes = Cluster.Sub("nodes");
        return nodes.Names().Select(name => nodes.Read(name)!).Where(Exists).Select(Open);
    }

    private SimulatedNode Sibling(string name) =>
        ClusterNodes().FirstOrDefault(node => node.Name == name)
        ?? throw new SimulatorException($"No node '{name}' in this cluster; there are {string.Join(", ", ClusterNodes().Select(n => n.Name))}.");
}
