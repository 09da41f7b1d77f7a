namespace Pipeline.Activities.Measurements.Json;

/// <summary>The list of all module names that INC patched on a rank: a superset of the measured nodes.</summary>
public static partial class ModList
{
    /// <summary>Writes the names as INC does, a JSON array with indent 4; the stream stays open.</summary>
    public static void Write(Stream stream, IEnumerable<string> names)
    {
        using var sink = new ByteSink(stream);
        var writer = new PythonJsonWriter(sink, JsonLayout.Indented);
        writer.Open('[');
        foreach (var name in names)
        {
            writer.Next();
            writer.String(name);
        }
        writer.Close(']');
        sink.Flush();
    }
}
