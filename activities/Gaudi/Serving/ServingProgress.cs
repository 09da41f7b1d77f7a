using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Serving;

/// <summary>
/// Follows the start of <c>vllm serve</c>. The number of warm-up graphs of a phase is not known before it begins, so the
/// overall fraction is an estimate: loading, then one half each for the first and the later warm-up phases.
/// </summary>
public sealed partial class ServingProgress : LineProgressParser
{
    private const double Loaded = 0.3;
    private const double WarmedUp = 0.95;
    private const double Half = (WarmedUp - Loaded) / 2;

    private Progress current = new(0, "Starting");
    private string? firstWarmup;

    /// <summary>The server said that it is up; <c>/health</c> must answer 200 as well.</summary>
    public bool IsReady { get; private set; }

    /// <inheritdoc/>
    protected override Progress? Read(string line)
    {
        if (IsReady)
            return null;
        if (line.Contains("Application startup complete", StringComparison.Ordinal))
            (IsReady, current) = (true, new Progress(1, "Ready"));
        else if (Warmup.Match(line) is { Success: true } warmup)
            Warm(warmup.Groups[1].Value, warmup.Groups[2], warmup.Groups[3]);
        else if (line.Contains("Warmup finished in", StringComparison.Ordinal))
            Advance(WarmedUp, "Warm-up finished");
        else if (line.Contains("Starting to load model", StringComparison.Ordinal))
            Advance(0.01, "Loading weights");
        else if (line.Contains("Preparing model with INC..", StringComparison.Ordinal))
            Advance(0.2, "Quantizing weights");
        else if (line.Contains("Initializing cache engine took", StringComparison.Ordinal))
            Advance(Loaded, "KV cache made");
        else
            return null;
        return current;
    }

    private void Warm(string phase, Group done, Group total)
    {
        if (Number(done) is not { } count || Number(total) is not (> 0 and { } all))
            return;
        firstWarmup ??= phase;
        var begin = phase == firstWarmup ? Loaded : Loaded + Half;
        Advance(begin + Half * Math.Min(1d, (double)count / all), $"Warm-up {phase}", $"{count}/{all} graphs");
    }

    private void Advance(double fraction, string phase, string? detail = null) =>
        current = new Progress(Math.Max(current.Fraction ?? 0, fraction), phase, detail);

    private static int? Number(Group digits) =>
        digits.Length <= 9 && int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\[Warmup\]\[([^\]]+)\]\[(\d+)/(\d+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Warmup { get; }
}
