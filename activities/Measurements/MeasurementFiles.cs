using Pipeline.Activities.Measurements.Json;
using Pipeline.Activities.Measurements.Npz;

namespace Pipeline.Activities.Measurements;

/// <summary>Whole files by path: each call writes or reads one file of a measurement folder.</summary>
public static partial class MeasurementFiles
{
    /// <summary>Writes the JSON and NPZ of one rank as INC itself does (indent 4, float32), each atomically.</summary>
    /// <param name="folder">Folder of the measurements; created.</param>
    /// <param name="name">Name of the set and rank; its kind is ignored.</param>
    /// <param name="file">The values.</param>
    public static void WriteAsInc(string folder, MeasurementName name, MeasurementFile file)
    {
        AtomicFile.Write(PathOf(folder, name, MeasurementKind.Json), stream => MeasurementJson.Write(stream, file));
        AtomicFile.Write(PathOf(folder, name, MeasurementKind.Npz), stream => MeasurementNpz.Write(stream, file, NpzStyle.Inc));
    }

    /// <summary>Writes the list of patched modules of one rank, atomically.</summary>
    public static void WriteModList(string folder, MeasurementName name, IEnumerable<string> modules) =>
        AtomicFile.Write(PathOf(folder, name with { Method = null }, MeasurementKind.ModList), stream => ModList.Write(stream, modules));

    private static string PathOf(string folder, MeasurementName name, MeasurementKind kind) =>
        Path.Combine(folder, (name with { Kind = kind }).FileName);
}
