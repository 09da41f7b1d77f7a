using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Views;

/// <summary>Where a run came from, for whoever looks for the run of a delivery.</summary>
internal static class RunSource
{
    /// <summary>A line, or none for a run of the command line.</summary>
    public static IEnumerable<string> Lines(RunView run)
    {
        string?[] parts =
        [
            run.By is null ? null : $"asked for by {run.By}",
            run.Delivery is null ? null : $"delivery {run.Delivery}",
            run.Correlation is null ? null : $"correlation {run.Correlation}",
        ];
        return parts.Any(p => p is not null) ? [string.Join(", ", parts.OfType<string>())] : [];
    }
}
