using System.Globalization;
using Pipeline.Activities.Gaudi.Cards;
using Pipeline.Activities.Gaudi.Serving;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Views;

/// <summary>The commands that serve what a run made.</summary>
internal static class ServeAdvice
{
    /// <summary>Two lines to copy; none when the run made nothing to serve.</summary>
    public static IReadOnlyList<string> Of(RunView run)
    {
        if (Text(run.Outputs, "quantConfig") is not { } config || Text(run.Inputs, "model") is not { } model || Cards(run) is not { } cards)
            return [];
        var serve = new ServeCommand
        {
            Model = model,
            TensorParallel = cards,
            MaxModelLength = Number(run.Inputs, "maxModelLength") ?? 2048,
            ExpertParallel = run.Outputs.ContainsKey("expanded"),
            Ray = cards > DeviceType.CardsPerServer,
        };
        return [$"export QUANT_CONFIG={ShellQuote.Word(config)}", ShellScript.Command("vllm", serve.Arguments()).Text];
    }

    /// <summary>The ranks of the measurements that the config points to.</summary>
    private static int? Cards(RunView run) =>
        Number(run.Inputs, "serveOn") ?? Number(run.Inputs, "expandTo") ?? Number(run.Inputs, "unifyTo") ?? Number(run.Inputs, "tensorParallel");

    private static string? Text(IReadOnlyDictionary<string, object?> values, string name) =>
        values.GetValueOrDefault(name)?.ToString() is { Length: > 0 } text ? text : null;

    private static int? Number(IReadOnlyDictionary<string, object?> values, string name)
    {
        var value = values.GetValueOrDefault(name);
        var first = value is IEnumerable<int> several ? several.Cast<int?>().FirstOrDefault() : null;
        return first ?? (int.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null);
    }
}
