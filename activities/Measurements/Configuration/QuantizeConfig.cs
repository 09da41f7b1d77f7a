using System.Text;
using Pipeline.Activities.Measurements.Json;

namespace Pipeline.Activities.Measurements.Configuration;

/// <summary>
/// An INC configuration file (<c>maxabs_quant_&lt;dev&gt;.json</c>, <c>maxabs_measure_&lt;dev&gt;.json</c>), every key kept as it is.
/// A result of a transform needs its own, because the original keeps pointing at the original measurements.
/// </summary>
/// <param name="Values">All keys in order.</param>
public sealed record QuantizeConfig(JsonMap Values)
{
    private const string DumpStatsPathKey = "dump_stats_path";

    /// <summary>Folder and base name of the measurements, e.g. <c>/out/model/g2/inc_output</c>.</summary>
    public string? DumpStatsPath => Values.GetValueOrDefault(DumpStatsPathKey) as string;

    /// <summary>Reads a configuration.</summary>
    /// <exception cref="MeasurementException">The file is missing or no JSON object.</exception>
    public static QuantizeConfig Read(string path) => MeasurementFiles.Open(path, stream =>
    {
        using var scanner = new JsonScanner(stream, path);
        var values = scanner.Value() as JsonMap ?? throw new MeasurementException("this is no INC configuration: not a JSON object.", path);
        scanner.TakeEnd();
        var config = new QuantizeConfig(values);
        return config.DumpStatsPath?.Contains('\0') != true ? config : throw new MeasurementException($"'{DumpStatsPathKey}' is no path: it contains a NUL.", path, remedy: "Correct the configuration.");
    });

    /// <summary>The same configuration for measurements elsewhere.</summary>
    /// <param name="folder">Folder of the measurements; made absolute.</param>
    /// <param name="baseName">Base name of the measurements.</param>
    public QuantizeConfig For(string folder, string baseName = MeasurementName.DefaultBase) =>
        new(new JsonMap(Values) { [DumpStatsPathKey] = Path.Combine(Path.GetFullPath(folder), baseName) });

    /// <summary>Writes it atomically: one line of JSON, as calibrate_model.sh does.</summary>
    public void Write(string path) => AtomicFile.Write(path, Write);

    /// <summary>The text of the file, its newline included.</summary>
    public string ToText()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(Stream stream)
    {
        using var sink = new ByteSink(stream);
        new PythonJsonWriter(sink, JsonLayout.Compact).Value(Values);
        sink.Write((byte)'\n');
        sink.Flush();
    }
}
