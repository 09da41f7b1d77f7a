using System.Text.Json;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Designer;

/// <summary>Where Elsa Studio's files lie: <c>node_modules</c> beside the <c>package.json</c> that pins them.</summary>
/// <param name="folder">The folder of <c>package.json</c> and its lock file.</param>
internal sealed class StudioPackage(string folder)
{
    private const string Name = "@elsa-workflows/elsa-studio-wasm";
    private string? wanted;

    /// <summary>The folder of <c>package.json</c>.</summary>
    public string Folder { get; } = folder;

    /// <summary>The root of the package's files.</summary>
    public string Root { get; } = Path.Combine(folder, "node_modules", Name);

    /// <summary>The version that is wanted; it is read once.</summary>
    /// <exception cref="InputException">The folder holds no <c>package.json</c> that names it.</exception>
    public string Wanted
    {
        get
        {
            var file = Path.Combine(Folder, "package.json");
            return wanted ??= Read(file, json => json.GetProperty("dependencies").GetProperty(Name).GetString())
                ?? throw new InputException($"{file} does not name {Name}. Correct Designer:Folder, or build again.");
        }
    }

    /// <summary>Whether the wanted version is there, whole: it is put in place by one rename.</summary>
    public bool IsThere => Read(Path.Combine(Root, "package.json"), json => json.GetProperty("version").GetString()) == Wanted;

    private static string? Read(string file, Func<JsonElement, string?> member)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return member(json.RootElement);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
