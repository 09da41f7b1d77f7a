using System.IO.Hashing;
using System.Text;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Simulator.Faults;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator;

/// <summary>Several simulated nodes in one folder, in a loopback network of their own: servers of two clusters do not meet.</summary>
public static class SimulatedCluster
{
    /// <summary>Makes nodes gaudi-1, gaudi-2, … at 127.x.y.11, 127.x.y.12, …, where the folder decides on x and y; keeps the state of those that exist.</summary>
    /// <param name="directory">The cluster's folder; each node is a folder in it.</param>
    /// <param name="count">Nodes, 1 to 64.</param>
    /// <param name="device"><c>gaudi2</c> or <c>gaudi3</c>.</param>
    /// <param name="cards">Cards a node.</param>
    /// <param name="speed">How much faster than the default pace; unchanged when null.</param>
    /// <returns>The nodes for the pool, without container.</returns>
    /// <exception cref="SimulatorException">A value is out of range.</exception>
    public static IReadOnlyList<NodeDefinition> Create(string directory, int count = 2, string device = "gaudi2", int cards = 8, double? speed = null)
    {
        if (count is < 1 or > 64) throw new SimulatorException($"A simulated cluster has 1 to 64 nodes, not {count}.");
        string folder = Path.GetFullPath(directory);
        string network = Network(folder);
        List<NodeDefinition> nodes = [];
        for (int i = 1; i <= count; i++)
        {
            SimulatedNode node = SimulatedNode.Create(Path.Combine(folder, $"gaudi-{i}"), $"gaudi-{i}", device, cards, $"{network}.{10 + i}", folder);
            nodes.Add(new NodeDefinition
            {
                Name = node.Name,
                Transport = Transport.Simulated,
                Address = node.Address,
                Device = device,
                Cards = cards,
                PathPrefix = node.Bin,
            });
        }
        if (speed is { } factor) State(folder).Write("speed", Pace.Format(factor));
        return nodes;
    }

    /// <summary>
    /// Makes what a demonstration run needs in the shared workspace: a model folder and a dataset file, both stubs.
    /// </summary>
    /// <param name="workspace">The shared folder.</param>
    /// <param name="model">The model's folder name, e.g. <c>Llama-3.1-405B-Instruct</c>.</param>
    public static DemoInputs CreateInputs(string workspace, string model)
    {
        string modelFolder = Path.Combine(workspace, "models", model);
        string dataset = Path.Combine(workspace, "datasets", "open_orca_gpt4_tokenized_llama.calibration_1000.pkl");
        SharedFiles.CreateDirectory(modelFolder);
        SharedFiles.CreateDirectory(Path.GetDirectoryName(dataset)!);
        SharedFiles.Write(Path.Combine(modelFolder, "config.json"), $"{{\"_name_or_path\": \"{model}\"}}\n");
        SharedFiles.Write(dataset, "simulated dataset: system_prompt, question\n");
        return new DemoInputs(modelFolder, dataset);
    }

    /// <summary>
    /// Injects a fault. One that names a node goes to that node of the cluster; others concern the node whose folder
    /// <paramref name="directory"/> is, or all nodes when it is the cluster's.
    /// </summary>
    /// <exception cref="SimulatorException">Unknown fault, node or folder.</exception>
    public static void InjectFault(string directory, string word)
    {
        Fault fault = Fault.Parse(word);
        if (SimulatedNode.Exists(directory))
        {
            SimulatedNode.Open(directory).InjectFault(word);
            return;
        }
        StateFolder nodes = new(Path.Combine(Path.GetFullPath(directory), ".cluster", "nodes"));
        List<SimulatedNode> all = [.. nodes.Names().Select(name => SimulatedNode.Open(nodes.Read(name)!))];
        if (all.Count == 0) throw new SimulatorException($"'{directory}' holds no simulated node and no cluster of them.");
        if (fault.Node is not null) all[0].InjectFault(word);
        else if (fault.Kind == FaultKind.Reboot) all.ForEach(node => node.InjectFault(word));
        else FaultBook.Add(State(directory), fault);
    }

    /// <summary>Makes these the cluster's only faults: those of earlier runs, the nodes' own included, are gone.</summary>
    /// <exception cref="SimulatorException">Unknown fault or node; then nothing is changed.</exception>
    public static void SetFaults(string directory, IReadOnlyList<string> words)
    {
        List<Fault> faults = [.. words.Select(Fault.Parse)];
        StateFolder names = new(Path.Combine(Path.GetFullPath(directory), ".cluster", "nodes"));
        if (faults.FirstOrDefault(fault => fault.Node is not null && !names.Names().Contains(fault.Node)) is { } lost)
            throw new SimulatorException($"Fault '{lost.Word}': no node '{lost.Node}' in this cluster; there are {string.Join(", ", names.Names())}.");
        State(directory).Delete("faults");
        foreach (string name in names.Names()) SimulatedNode.Open(names.Read(name)!).State.Delete("faults");
        foreach (string word in words) InjectFault(directory, word);
    }

    private static string Network(string folder)
    {
        uint hash = XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(folder));
        return $"127.{1 + hash % 254}.{hash / 254 % 256}";
    }

    private static StateFolder State(string directory) => new(Path.Combine(Path.GetFullPath(directory), ".cluster"));
}

/// <summary>Paths of a demonstration's inputs.</summary>
/// <param name="Model">The model's folder.</param>
/// <param name="Dataset">The dataset file.</param>
public sealed record DemoInputs(string Model, string Dataset);
