using System.Collections;
using System.Globalization;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Views;

/// <summary>What a run made, in the users' words.</summary>
internal static class MadeThings
{
    /// <summary>Each output that is not empty, by its name for people.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Of(RunView run) =>
        [.. run.Outputs.Select(o => (Label(o.Key), (IReadOnlyList<string>)[.. Texts(o.Value)])).Where(o => o.Item2.Count > 0)];

    private static string Label(string name) => name switch
    {
        "quantConfig" => "quantize config",
        "quantConfigs" => "quantize configs",
        "endpoint" => "served for a trial on",
        _ => name,
    };

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        null or "" => [],
        string text => [text],
        IEnumerable several => several.Cast<object?>().SelectMany(Texts),
        _ => [Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""],
    };
}
