using System.Numerics;
using Pipeline.Activities.Measurements.Json;

namespace Pipeline.Activities.Measurements;

/// <summary>
/// One rank's measurement or scale file: its top-level values in file order (unknown ones included) and its nodes in
/// model traversal order. The same model stands for the JSON and the NPZ.
/// </summary>
public sealed class MeasurementFile
{
    /// <summary>Key under which the nodes stand; in <see cref="Header"/> it only holds the place.</summary>
    public const string NodesKey = "Nodes";

    /// <summary>Key of the rank.</summary>
    public const string LocalRankKey = "LocalRank";

    /// <summary><see cref="Mode"/> of a measurement.</summary>
    public const string MeasurementMode = "DynamicRange";

    /// <summary><see cref="Mode"/> of a scale file.</summary>
    public const string ScaleMode = "Scale";

    internal MeasurementFile(JsonMap header, IReadOnlyList<MeasurementNode> nodes)
    {
        Header = header;
        Nodes = nodes;
    }

    /// <summary>A file as INC writes it.</summary>
    /// <param name="localRank">Rank of the process (global, although INC calls it local).</param>
    /// <param name="nodes">The nodes in traversal order.</param>
    /// <param name="mode"><see cref="MeasurementMode"/> or <see cref="ScaleMode"/>.</param>
    /// <param name="numSamples">Forward calls counted on that rank; left out of scale files.</param>
    public static MeasurementFile Create(int localRank, IReadOnlyList<MeasurementNode> nodes, string mode = MeasurementMode, int? numSamples = null)
    {
        var header = new JsonMap();
        if (numSamples is { } samples)
            header["NumSamples"] = new Number(new BigInteger(samples));
        header["GlobalRank"] = null;
        header[LocalRankKey] = new Number(new BigInteger(localRank));
        header["Mode"] = mode;
        header[NodesKey] = null;
        return new(header, nodes);
    }

    /// <summary>Everything at top level, in order.</summary>
    public JsonMap Header { get; }

    /// <summary>The nodes, in order; names are unique.</summary>
    public IReadOnlyList<MeasurementNode> Nodes { get; }

    /// <summary>Forward calls counted on that rank; null when not recorded.</summary>
    public Number? NumSamples => Header.GetValueOrDefault("NumSamples") as Number?;

    /// <summary>Always null in files of INC.</summary>
    public Number? GlobalRank => Header.GetValueOrDefault("GlobalRank") as Number?;

    /// <summary>The rank; −1 in a file unified to one rank.</summary>
    public Number? LocalRank => Header.GetValueOrDefault(LocalRankKey) as Number?;

    /// <summary><c>DynamicRange</c> for measurements, <c>Scale</c> for scale files.</summary>
    public string Mode => (string)Header["Mode"]!;

    /// <summary>Whether this is a scale file.</summary>
    public bool IsScale => Mode == ScaleMode;

    /// <summary>The same top level with another rank and other nodes.</summary>
    public MeasurementFile With(int localRank, IReadOnlyList<MeasurementNode> nodes)
    {
        var header = new JsonMap(Header) { [LocalRankKey] = new Number(new BigInteger(localRank)) };
        return new(header, nodes);
    }
}
