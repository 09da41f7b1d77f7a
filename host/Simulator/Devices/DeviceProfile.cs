namespace Pipeline.Host.Simulator.Devices;

/// <summary>What tells one Gaudi generation from another on the command line.</summary>
/// <param name="Name">The product's word for it.</param>
/// <param name="Product">Name that hl-smi shows.</param>
/// <param name="TorchName">Name that PyTorch shows; its last character is what step 0 answers.</param>
/// <param name="PciId">PCI vendor and device.</param>
/// <param name="MemoryMiB">Device memory.</param>
/// <param name="IdleMiB">Device memory in use when nothing runs.</param>
/// <param name="UsableGiB">Memory as vLLM logs it.</param>
/// <param name="PowerCap">Watts.</param>
/// <param name="IdlePower">Watts when nothing runs.</param>
/// <param name="UuidPrefix">First part of a card's UUID.</param>
internal sealed record DeviceProfile(
    string Name, string Product, string TorchName, string PciId, int MemoryMiB, int IdleMiB, double UsableGiB,
    int PowerCap, int IdlePower, string UuidPrefix)
{
    /// <summary>Gaudi 2, OAM card.</summary>
    public static readonly DeviceProfile Gaudi2 =
        new("gaudi2", "HL-225", "GAUDI2", "1da3:1020", 98304, 768, 94.62, 600, 84, "01P0-HL2080A0-15-TF8A81");

    /// <summary>Gaudi 3, OAM card.</summary>
    public static readonly DeviceProfile Gaudi3 =
        new("gaudi3", "HL-325", "GAUDI3", "1da3:1060", 131072, 672, 126.17, 900, 264, "01P4-HL3080A0-18-U4V193");

    /// <summary>Ports of a card that leave the server. Those of Gaudi 3 differ by server model; this server's are the same.</summary>
    public static readonly int[] ExternalPorts = [8, 22, 23];

    /// <summary>All ports of a card, internal and external.</summary>
    public const int Ports = 24;

    /// <summary><c>g2</c> or <c>g3</c>.</summary>
    public string Suffix => $"g{TorchName[^1]}";

    /// <summary>The profile of that name.</summary>
    /// <exception cref="SimulatorException">No such device.</exception>
    public static DeviceProfile Of(string name) => name switch
    {
        "gaudi2" => Gaudi2,
        "gaudi3" => Gaudi3,
        _ => throw new SimulatorException($"Unknown device '{name}': use gaudi2 or gaudi3."),
    };
}
