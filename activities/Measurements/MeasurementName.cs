using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Activities.Measurements;

/// <summary>What a file beside the measurements holds.</summary>
public enum MeasurementKind
{
    /// <summary>Maxima or scales as JSON: what the transforms read.</summary>
    Json,

    /// <summary>The same numbers as NPZ: what quantization reads.</summary>
    Npz,

    /// <summary>The names of all modules that INC patched.</summary>
    ModList,
}

/// <summary>
/// The exact name of a file of observer maxabs: <c>&lt;base&gt;_hooks_maxabs[_&lt;METHOD&gt;]_&lt;rank&gt;_&lt;world size&gt;</c> and
/// the ending of its kind. Anything else is no measurement, whatever it contains.
/// </summary>
/// <param name="Base">Last component of <c>dump_stats_path</c>; any text, usually <c>inc_output</c>.</param>
/// <param name="Method">Upper-case scale method of a scale file; null for a measurement and a mod list.</param>
/// <param name="Rank">Rank, 0 … world size − 1.</param>
/// <param name="WorldSize">Number of ranks of the set.</param>
/// <param name="Kind">What the file holds.</param>
public sealed partial record MeasurementName(string Base, string? Method, int Rank, int WorldSize, MeasurementKind Kind)
{
    /// <summary>The base that calibrate_model.sh always uses.</summary>
    public const string DefaultBase = "inc_output";

    /// <summary>Whether the file holds scales.</summary>
    public bool IsScale => Method is not null;

    /// <summary>The file name, without folder.</summary>
    public string FileName => string.Create(
        CultureInfo.InvariantCulture,
        $"{Base}_hooks_maxabs{(Method is null ? "" : "_" + Method)}_{Rank}_{WorldSize}{Ending}");

    private string Ending => Kind switch
    {
        MeasurementKind.Json => ".json",
        MeasurementKind.Npz => ".npz",
        _ => "_mod_list.json",
    };

    /// <summary>The name of a measurement's file.</summary>
    public static MeasurementName Measurement(int rank, int worldSize, MeasurementKind kind = MeasurementKind.Json, string baseName = DefaultBase) =>
        new(baseName, null, rank, worldSize, kind);

    /// <summary>The name of a scale file.</summary>
    /// <param name="rank">Rank of the process.</param>
    /// <param name="worldSize">Number of processes.</param>
    /// <param name="kind">JSON or NPZ.</param>
    /// <param name="method">Upper-case scale method; calibrate_model.sh's configs give <c>MAXABS_HW</c>.</param>
    /// <param name="baseName">Last component of <c>dump_stats_path</c>.</param>
    public static MeasurementName Scale(int rank, int worldSize, MeasurementKind kind = MeasurementKind.Json, string method = "MAXABS_HW", string baseName = DefaultBase) =>
        new(baseName, method, rank, worldSize, kind);

    /// <summary>Reads a file name (without folder); null when it is not one of ours.</summary>
    public static MeasurementName? Parse(string fileName)
    {
        var match = Pattern().Match(fileName);
        if (!match.Success
            || !int.TryParse(match.Groups["rank"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var rank)
            || !int.TryParse(match.Groups["world"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var world)
            || rank >= world)
            return null;
        var method = match.Groups["method"].Success ? match.Groups["method"].Value : null;
        var kind = match.Groups["end"].Value switch
        {
            ".json" => MeasurementKind.Json,
            ".npz" => MeasurementKind.Npz,
            _ => MeasurementKind.ModList,
        };
        return kind == MeasurementKind.ModList && method is not null ? null : new(match.Groups["base"].Value, method, rank, world, kind);
    }

    // Numbers without leading zeros, so that parsing and formatting are inverse.
    [GeneratedRegex(@"\A(?<base>.+)_hooks_maxabs(?:_(?<method>[A-Z][A-Z0-9_]*[A-Z0-9]|[A-Z]))?_(?<rank>0|[1-9][0-9]*)_(?<world>[1-9][0-9]*)(?<end>\.json|\.npz|_mod_list\.json)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
