namespace Pipeline.Activities.Measurements.Json;

public static partial class ModList
{
    /// <summary>Reads the names.</summary>
    /// <exception cref="MeasurementException">The text is no JSON array of strings.</exception>
    public static IReadOnlyList<string> Read(Stream stream, string path)
    {
        using var scanner = new JsonScanner(stream, path);
        var names = new List<string>();
        scanner.Take('[');
        for (var first = true; scanner.NextItem(ref first, ']');)
            names.Add(scanner.String());
        scanner.TakeEnd();
        return names;
    }
}
