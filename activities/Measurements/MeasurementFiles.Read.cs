using Pipeline.Activities.Measurements.Json;
using Pipeline.Activities.Measurements.Npz;

namespace Pipeline.Activities.Measurements;

public static partial class MeasurementFiles
{
    /// <summary>Reads one rank's file, JSON or NPZ by the ending of its path.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="like">A file of another rank of the same model; node names are shared with it.</param>
    /// <exception cref="MeasurementException">The file is missing, unreadable or no measurement.</exception>
    public static MeasurementFile Read(string path, MeasurementFile? like = null) => Open(path, stream =>
        path.EndsWith(".npz", StringComparison.Ordinal) ? MeasurementNpz.Read(stream, path) : MeasurementJson.Read(stream, path, like));

    /// <summary>Reads a list of patched modules.</summary>
    /// <exception cref="MeasurementException">The file is missing, unreadable or no mod list.</exception>
    public static IReadOnlyList<string> ReadModList(string path) => Open(path, stream => ModList.Read(stream, path));

    internal static T Open<T>(string path, Func<Stream, T> read)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            return read(stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MeasurementException($"cannot be read: {error.Message}", path, remedy: "Check that the file exists and may be read.", inner: error);
        }
    }
}
