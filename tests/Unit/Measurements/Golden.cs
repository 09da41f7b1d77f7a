using System.Text.Json;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Npz;

namespace Pipeline.Tests.Unit.Measurements;

/// <summary>Inputs and what the official scripts made of them.</summary>
internal static class Golden
{
    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "Measurements", "golden");

    public static string In(string name) => Path.Combine(Root, name, "in");

    public static string Out(string name) => Path.Combine(Root, name, "out");

    public static IEnumerable<string> Cases => Directory.EnumerateDirectories(Root).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    /// <summary>Every official JSON is reproduced byte for byte, every official NPZ is there, and the decoded ones are equal.</summary>
    public static void ShouldHaveProduced(string name, string folder)
    {
        foreach (var official in Directory.EnumerateFiles(Out(name)))
        {
            var ours = Path.Combine(folder, Path.GetFileName(official));
            File.Exists(ours).ShouldBeTrue(ours);
            if (ours.EndsWith(".json", StringComparison.Ordinal))
                File.ReadAllText(ours).ShouldBe(File.ReadAllText(official), Path.GetFileName(official));
            else
                Decode(ours).ShouldBe(Decode(official), Path.GetFileName(official));
        }
        using var decoded = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, name, "npz-decoded.json")));
        foreach (var file in decoded.RootElement.EnumerateObject())
            Decode(Path.Combine(folder, file.Name)).ShouldBe(JsonSerializer.Serialize(file.Value, JsonSerializerOptions.Web), file.Name);
    }

    /// <summary>An NPZ as text: keys in order, each array with dtype, shape and bytes in hex.</summary>
    public static string Decode(string path)
    {
        using var stream = File.OpenRead(path);
        var root = (PickleArray)new PickleReader(NpzContainer.PickleOf(NpzContainer.Read(stream))).Read()!;
        return JsonSerializer.Serialize(Plain(((List<object?>)root.Data!)[0]), JsonSerializerOptions.Web);
    }

    private static object? Plain(object? value) => value switch
    {
        PickleDict dict => new OrderedDictionary<string, object?>(dict.Select(pair => KeyValuePair.Create(pair.Key, Plain(pair.Value)))),
        List<object?> list => list.Select(Plain).ToList(),
        Number number => (long)number.ToInteger(),
        PickleArray array => new OrderedDictionary<string, object?>
        {
            ["dtype"] = array.Dtype!.Order + array.Dtype.Code,
            ["shape"] = array.Shape,
            ["hex"] = Convert.ToHexStringLower((byte[])array.Data!),
        },
        _ => value,
    };
}
