using Pipeline.Activities.Measurements.Transforms;

namespace Pipeline.Host.Benchmarks.Measurements;

/// <summary>What bounds a transform from below.</summary>
internal enum Bound
{
    /// <summary>Reading and tokenising its input.</summary>
    Tokenising,

    /// <summary>Writing its output's bytes.</summary>
    Writing,
}

/// <summary>One transform to measure.</summary>
/// <param name="Name">For people.</param>
/// <param name="Source">Folder that it reads.</param>
/// <param name="Arguments">Words of its command line before <c>-m</c> and <c>-o</c>.</param>
/// <param name="Bound">What it is compared with.</param>
/// <param name="Official">The official script's figure; null when it was never measured.</param>
/// <param name="Repetitions">How often it is repeated; the fastest counts.</param>
internal sealed record BenchCase(string Name, string Source, string[] Arguments, Bound Bound, OfficialFigure? Official, int Repetitions)
{
    /// <summary>The words of its command line.</summary>
    public IReadOnlyList<string> CommandLine(string output) => ["measurements", .. Arguments, "-m", Source, "-o", output];

    /// <summary>The same in this process.</summary>
    public Task<TransformResult> RunAsync(string output, CancellationToken cancellationToken) => Arguments switch
    {
        ["unify", "-r", var ranks, .. var flags] => Unify.RunAsync(
            new() { Measurements = Source, Output = output, Ranks = Number(ranks), ExpertParallel = flags.Contains("-u"), SkipScales = flags.Contains("-s") }, null, cancellationToken),
        ["expand", "-w", var ranks] => Expand.RunAsync(new() { Measurements = Source, Output = output, TargetWorldSize = Number(ranks) }, null, cancellationToken),
        _ => Postprocess.RunAsync(new() { Measurements = Source, Output = output }, null, cancellationToken),
    };

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
