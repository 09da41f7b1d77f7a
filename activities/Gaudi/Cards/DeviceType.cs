using System.Text.RegularExpressions;

namespace Pipeline.Activities.Gaudi.Cards;

/// <summary>A generation of Gaudi cards. Measurements belong to one: scales of Gaudi 3 must not be used on Gaudi 2, nor the reverse.</summary>
public sealed partial record DeviceType
{
    /// <summary>Gaudi 2.</summary>
    public static readonly DeviceType Gaudi2 = new() { Generation = 2, MemoryMiB = 98_304, IdleMemoryMiB = 768 };

    /// <summary>Gaudi 3.</summary>
    public static readonly DeviceType Gaudi3 = new() { Generation = 3, MemoryMiB = 131_072, IdleMemoryMiB = 672 };

    private DeviceType()
    {
    }

    /// <summary>2 or 3; also the exit code by which step 0 of calibrate_model.sh tells the device.</summary>
    public required int Generation { get; init; }

    /// <summary>Device memory that hl-smi shows as total, MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>Memory that hl-smi shows as used by a card without a job, MiB.</summary>
    public required int IdleMemoryMiB { get; init; }

    /// <summary>The name in configuration: <c>gaudi2</c>, <c>gaudi3</c>.</summary>
    public string Name => $"gaudi{Generation}";

    /// <summary>The name in measurement files and folders: <c>g2</c>, <c>g3</c>.</summary>
    public string ShortName => $"g{Generation}";

    /// <summary>The folder on the host that holds manage_network_ifs.sh.</summary>
    public string QualFolder => $"/opt/habanalabs/qual/{Name}/bin";

    /// <summary>Cards in an OAM server of this type.</summary>
    public const int CardsPerServer = 8;

    /// <summary>The type that a name means: <c>gaudi2</c>, <c>g2</c>, PyTorch's <c>GAUDI2D</c>, a card's <c>HL-225</c>. Null when it is none.</summary>
    public static DeviceType? Find(string? name)
    {
        var match = Names.Match(name ?? "");
        return match.Groups["generation"].Value switch
        {
            "2" when match.Groups["card"].Value != "HL-205" => Gaudi2,
            "3" => Gaudi3,
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    [GeneratedRegex(@"^\s*(?:(?:gaudi|g)(?<generation>[23])[a-z]?|(?<card>HL-(?<generation>[23])\d\d)[A-Z]*)\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Names { get; }
}
