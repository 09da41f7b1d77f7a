using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>
/// Follows calibrate_model.sh by its headings and batch lines. The overall fraction weighs the sub-steps by their usual
/// share of the time, an estimate: measuring takes most of it, quantizing loads the model again.
/// </summary>
public sealed partial class CalibrationProgress : LineProgressParser
{
    // Where each sub-step begins and the last one ends, as a share of the whole; without 5/5 its share is nearly nothing.
    private static readonly double[] Begins = [0, 0.01, 0.04, 0.72, 0.74, 0.97, 1];

    private static readonly IReadOnlyList<string> Milestones =
    [
        "Starting to load model", "Loading model weights took", "Preparing model with INC", "Model profiling run took",
        "Initializing cache engine took", "Detected device type:",
    ];

    private Progress current = new(0, "Starting");

    /// <summary>The sub-step in progress, 0 to 5.</summary>
    public int Step { get; private set; }

    /// <summary>Share of the present sub-step done, 0 to 1; 0 when it does not say.</summary>
    public double StepFraction { get; private set; }

    /// <summary>The script said that it is done.</summary>
    public bool IsDone { get; private set; }

    /// <inheritdoc/>
    protected override Progress? Read(string line)
    {
        if (IsDone)
            return null;
        if (line == "Calibration process done")
            (IsDone, current) = (true, new Progress(1, "Done"));
        else if (Heading.Match(line) is { Success: true } heading)
            Enter(heading.Groups[1].ValueSpan[0] - '0', line);
        else if (Batch.Match(line) is { Success: true } batch)
            Count(batch);
        else if (Milestones.FirstOrDefault(text => line.Contains(text, StringComparison.Ordinal)) is { } milestone)
            current = current with { Detail = line[line.IndexOf(milestone, StringComparison.Ordinal)..], Remaining = null };
        else
            return null;
        return current;
    }

    private void Enter(int step, string phase)
    {
        if (step < Step || (step == Step && step > 0))
            return;
        (Step, StepFraction) = (step, 0);
        current = new Progress(Begins[step], phase);
    }

    private void Count(Match batch)
    {
        if (Number(batch.Groups["done"]) is not { } done || Number(batch.Groups["total"]) is not (> 0 and { } total))
            return;
        StepFraction = Math.Max(StepFraction, Math.Min(1d, (double)done / total));
        current = current with
        {
            Fraction = Begins[Step] + StepFraction * (Begins[Step + 1] - Begins[Step]),
            Detail = $"{done}/{total} samples",
            Remaining = Number(batch.Groups["eta"]) is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
        };
    }

    private static int? Number(Group digits) =>
        digits.Success && digits.Length <= 9 && int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^(?:Step )?([0-5])(?:/[45] [A-Z]| - detecting)", RegexOptions.CultureInvariant)]
    private static partial Regex Heading { get; }

    [GeneratedRegex(@"[Bb]atch finished: (?<done>\d+)/(?<total>\d+) samples done(?:; ETA: (?<eta>\d+)(?:\.\d+)? min)?", RegexOptions.CultureInvariant)]
    private static partial Regex Batch { get; }
}
