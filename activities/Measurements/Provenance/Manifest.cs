using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Activities.Measurements.Provenance;

/// <summary>
/// Where a folder's measurements come from. It is the file <c>pipeline-manifest</c>: JSON inside, but without that ending,
/// because the official scripts count every <c>*.json</c> of a folder.
/// </summary>
/// <param name="Version">Version of the format, 1.</param>
/// <param name="Entries">Operations in order; the latest that names a file speaks for it.</param>
public sealed record Manifest(int Version, IReadOnlyList<ManifestEntry> Entries)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "pipeline-manifest";

    /// <summary>A manifest of nothing.</summary>
    public static Manifest Empty { get; } = new(1, []);

    /// <summary>The device type that the latest entry knows.</summary>
    public string? Device => Entries.LastOrDefault(entry => entry.Device is not null)?.Device;

    /// <summary>Reads the manifest of a folder; empty if there is none.</summary>
    /// <exception cref="MeasurementException">The file is no manifest of this version.</exception>
    public static Manifest Read(string folder)
    {
        var path = System.IO.Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return Empty;
        try
        {
            var manifest = MeasurementFiles.Open(path, stream => JsonSerializer.Deserialize(stream, ManifestJson.Default.Manifest));
            if (manifest is not { Version: 1, Entries: not null })
                throw new JsonException("its version is unknown");
            return manifest.Entries.All(IsWhole) ? manifest : throw new JsonException("an entry is incomplete or names files outside of the folder");
        }
        catch (JsonException error)
        {
            throw new MeasurementException($"this is no manifest: {error.Message}", path, remedy: "Restore or delete it; without it, hashes and device type are not checked.", inner: error);
        }
    }

    /// <summary>With one more entry; a former run of the same operation with the same outputs is replaced.</summary>
    public Manifest With(ManifestEntry entry)
    {
        var names = entry.Outputs.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var others = Entries.Where(old => old.Operation != entry.Operation || !names.SetEquals(old.Outputs.Select(file => file.Path)));
        return this with { Entries = [.. others, entry] };
    }

    /// <summary>The outputs with the hashes that they must have now, by name.</summary>
    public IReadOnlyDictionary<string, ManifestFile> Outputs()
    {
        var files = new Dictionary<string, ManifestFile>(StringComparer.Ordinal);
        foreach (var file in Entries.SelectMany(entry => entry.Outputs))
            files[file.Path] = file;
        return files;
    }

    // The serializer lets nulls pass; and an output is always a plain name, so that checking hashes stays in the folder.
    private static bool IsWhole(ManifestEntry? entry) =>
        entry is { Operation: not null, Arguments: not null, Sources: not null, Outputs: not null }
        && entry.Arguments.Values.All(value => value is not null)
        && entry.Sources.Concat(entry.Outputs).All(file => file is { Path.Length: > 0, Sha256: not null })
        && entry.Outputs.All(file => System.IO.Path.GetFileName(file.Path) == file.Path && !file.Path.Contains('\0'));

    internal void Write(Stream stream) => JsonSerializer.Serialize(stream, this, ManifestJson.Default.Manifest);
}

/// <summary>Serialisation of manifests, generated so that start-up stays short.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
