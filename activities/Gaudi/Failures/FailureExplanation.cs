using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>
/// Explains a failed command from the end of its log and its exit code. One root error makes every rank complain, so a
/// cause wins over its consequences, lines of rank 0 or of no rank over those of other ranks, and earlier lines over later.
/// </summary>
public static class FailureExplanation
{
    private const int LinesBefore = 3;
    private const int LinesAfter = 6;

    private static readonly IReadOnlyList<KnownFailure> Known =
    [
        .. DeviceFailures.All,
        .. NetworkFailures.All,
        .. RayFailures.All,
        .. CalibrationFailures.All,
        .. MeasurementFailures.All,
        .. ServingFailures.All,
        .. ContainerFailures.All,
        .. InstallFailures.All,
        .. SystemFailures.All,
    ];

    /// <summary>The explanation; of kind <see cref="FailureKind.Unknown"/> with the log's last lines when nothing is known.</summary>
    /// <param name="log">The log or its end.</param>
    /// <param name="exitCode">Null when the process vanished.</param>
    /// <param name="context">What is known of the run.</param>
    public static Failure Explain(string log, int? exitCode, FailureContext? context = null)
    {
        var found = Find(log, context ?? FailureContext.None);
        if (found is { Depth: Depth.Cause })
            return found.Failure;
        if (ExitCodes.Meaning(exitCode) is { } meaning)
            return meaning with { Excerpt = ToolText.Excerpt(log) };
        return found?.Failure ?? Unexplained(log, exitCode);
    }

    /// <summary>Why a tool's output could not be used: a known failure, or else "unrecognised output".</summary>
    public static Failure OfTool(string tool, string output, int exitCode)
    {
        if (Find(output, FailureContext.None) is { } found)
            return found.Failure;
        if (exitCode != 0 && ExitCodes.Meaning(exitCode) is { } meaning)
            return meaning with { Summary = $"{tool}: {meaning.Summary}", Excerpt = ToolText.Excerpt(output) };
        var ending = exitCode == 0 ? "" : $" (exit code {exitCode})";
        return new Failure(
            FailureKind.Unknown,
            output.AsSpan().Trim().IsEmpty ? $"{tool} printed nothing{ending}." : $"Unrecognised output of {tool}{ending}.",
            $"Run {tool} on the node by hand and check that its release is supported.",
            ToolText.Excerpt(output));
    }

    private static Failure Unexplained(string log, int? exitCode) => new(
        FailureKind.Unknown,
        $"The command failed with exit code {exitCode}; its log holds no known error.",
        "Read the whole log of the step.",
        ToolText.Excerpt(log));

    private static Finding? Find(string log, FailureContext context)
    {
        var lines = ToolText.Lines(log);
        Finding? best = null;
        for (var at = 0; at < lines.Count; at++)
        {
            if (Read(lines[at], context) is { } finding && (best is null || finding.Order < best.Order))
                best = finding with { Failure = finding.Failure with { Excerpt = Around(lines, at) } };
        }

        return best;
    }

    private static Finding? Read(string text, FailureContext context)
    {
        var line = WorkerLine.Parse(text);
        Finding? best = null;
        foreach (var known in Known)
        {
            if ((best is null || known.Depth < best.Depth) && known.Read(line.Text, context) is { } failure)
                best = new Finding(failure, known.Depth, line.Rank is > 0);
        }

        return best;
    }

    private static string Around(IReadOnlyList<string> lines, int at) =>
        string.Join('\n', lines.Skip(at - LinesBefore).Take(Math.Min(at, LinesBefore) + 1 + LinesAfter));

    private sealed record Finding(Failure Failure, Depth Depth, bool OtherRank)
    {
        public int Order => (int)Depth * 2 + (OtherRank ? 1 : 0);
    }
}
