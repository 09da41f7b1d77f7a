namespace Pipeline.Activities.Nodes.Pool;

/// <summary>One node of the pool as configured (<c>NodePool:Nodes</c>).</summary>
public sealed record NodeDefinition
{
    /// <summary>Unique name, used everywhere a node is spoken of.</summary>
    public required string Name { get; init; }

    /// <summary>How its shell is reached. Default <see cref="Transport.Local"/>.</summary>
    public Transport Transport { get; init; }

    /// <summary>The address that other nodes reach it by (IPv4, IPv6 or host name).</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary><c>gaudi2</c> or <c>gaudi3</c>; null until a check has found out.</summary>
    public string? Device { get; init; }

    /// <summary>Cards in the node. Default 8.</summary>
    public int Cards { get; init; } = 8;

    /// <summary>Free words to choose nodes by.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The network interface for Gloo and HCCL; null = detect it.</summary>
    public string? Interface { get; init; }

    /// <summary>A folder put first on the PATH of every command on this node; for a simulated node its <c>bin</c>.</summary>
    public string? PathPrefix { get; init; }

    /// <summary>The Gaudi container that the steps run in; null = run on the host.</summary>
    public ContainerDefinition? Container { get; init; }
}

/// <summary>How a node's shell is reached.</summary>
public enum Transport
{
    /// <summary>A process on the machine of the host.</summary>
    Local,

    /// <summary>OpenSSH.</summary>
    Ssh,

    /// <summary>A simulated node on the machine of the host: a local shell whose tools are the simulator's.</summary>
    Simulated,
}

/// <summary>The Gaudi container of a node.</summary>
public sealed record ContainerDefinition
{
    /// <summary>Container name on the node. Default <c>pipeline-gaudi</c>.</summary>
    public string Name { get; init; } = "pipeline-gaudi";

    /// <summary>Image, e.g. <c>vault.habana.ai/gaudi-docker/1.24.1/ubuntu22.04/habanalabs/pytorch-installer-2.9.0:latest</c>.</summary>
    public required string Image { get; init; }

    /// <summary>Options added to the documented ones of <c>docker run</c>, one word each.</summary>
    public IReadOnlyList<string> RunOptions { get; init; } = [];
}
