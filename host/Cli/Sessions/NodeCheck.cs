namespace Pipeline.Host.Cli.Sessions;

/// <summary>A look at the whole pool.</summary>
/// <param name="Nodes">Every node, in the pool's order.</param>
/// <param name="Faults">What is wrong between nodes.</param>
public sealed record PoolCheck(IReadOnlyList<NodeCheck> Nodes, IReadOnlyList<CheckFault> Faults)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsFine => Faults.Count == 0 && Nodes.All(n => n.Faults.Count == 0);
}

/// <summary>A look at one node. What could not be found out is null.</summary>
/// <param name="Node">As listed: its name, and who holds it.</param>
public sealed record NodeCheck(NodeRow Node)
{
    /// <summary>Operating system and kernel.</summary>
    public string? Os { get; init; }

    /// <summary>Cards found.</summary>
    public int? Cards { get; init; }

    /// <summary><c>gaudi2</c> or <c>gaudi3</c>.</summary>
    public string? Device { get; init; }

    /// <summary>Version of the driver.</summary>
    public string? Driver { get; init; }

    /// <summary>Ports between the cards of the node.</summary>
    public PortCount? InternalPorts { get; init; }

    /// <summary>Ports to other nodes.</summary>
    public PortCount? ExternalPorts { get; init; }

    /// <summary><c>running</c>, <c>stopped</c> or <c>absent</c>; null also when the node has no container configured.</summary>
    public string? Container { get; init; }

    /// <summary>The container's image.</summary>
    public string? Image { get; init; }

    /// <summary>Version by software.</summary>
    public IReadOnlyDictionary<string, string> Software { get; init; } = new Dictionary<string, string>();

    /// <summary><c>running</c> or <c>stopped</c>.</summary>
    public string? Ray { get; init; }

    /// <summary>Free space of the workspace, KiB.</summary>
    public long? FreeKiB { get; init; }

    /// <summary>Size of the workspace's file system, KiB.</summary>
    public long? SizeKiB { get; init; }

    /// <summary>What is mounted at the workspace.</summary>
    public string? Mount { get; init; }

    /// <summary>A word in the workspace; nodes that share it see the same.</summary>
    public string? Identity { get; init; }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<CheckFault> Faults { get; init; } = [];
}

/// <summary>Ports by their state.</summary>
/// <param name="Up">Ports that are up.</param>
/// <param name="Down">Ports that are down.</param>
public sealed record PortCount(int Up, int Down);

/// <summary>One thing that is wrong.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Remedy">What helps.</param>
public sealed record CheckFault(string Check, string What, string Remedy);
