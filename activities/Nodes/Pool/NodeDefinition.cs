using Pipeline.Activities.Nodes.Ssh;

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

    /// <summary>The port of its sshd. Default 22.</summary>
    public int Port { get; init; } = SshTarget.DefaultPort;

    /// <summary>The account to log in as over SSH; null = the name of the user that runs this process.</summary>
    public string? User { get; init; }

    /// <summary>
    /// The private key for SSH (a certificate <c>KEY-cert.pub</c> beside it is used), or a public one (<c>.pub</c>) whose
    /// private half an agent holds; null = the agent's keys and the usual files in <c>~/.ssh</c>.
    /// </summary>
    public string? KeyFile { get; init; }

    /// <summary>The file of known host keys; null = <c>~/.ssh/known_hosts</c> and <c>/etc/ssh/ssh_known_hosts</c>.</summary>
    public string? KnownHosts { get; init; }

    /// <summary>The SSH server to go through, <c>[user@]host[:port]</c>, with the same keys; null = straight.</summary>
    public string? JumpHost { get; init; }

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

    /// <summary>Where and as whom to log in over SSH.</summary>
    /// <exception cref="FormatException"><see cref="JumpHost"/> is not of its form; checked when the pool is read.</exception>
    internal SshTarget SshTarget
    {
        get
        {
            var user = User ?? Environment.UserName;
            return new SshTarget(Address, Port, user)
            {
                KeyFile = KeyFile,
                KnownHosts = KnownHosts,
                Jump = JumpHost is null
                    ? null
                    : (SshTarget.Parse(JumpHost, user) ?? throw new FormatException($"'{JumpHost}' is not [user@]host[:port].")) with { KeyFile = KeyFile, KnownHosts = KnownHosts },
            };
        }
    }
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
