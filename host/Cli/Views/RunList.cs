using System.Globalization;
using Pipeline.Host.Runs;
using Spectre.Console;

namespace Pipeline.Host.Cli.Views;

/// <summary>Runs as a table.</summary>
internal static class RunList
{
    /// <summary>A row per run, in the given order.</summary>
    public static Table Table(IReadOnlyList<RunView> runs, DateTimeOffset now)
    {
        var table = Tables.Of("Run", "Pipeline", "Status", "Began", "Took", "Nodes");
        foreach (var run in runs)
        {
            table.AddRow(Tables.Cells(
                run.Id, run.Title, run.Status.ToString(),
                run.CreatedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC",
                Durations.Text((run.EndedAt ?? now) - run.CreatedAt), string.Join(' ', run.Nodes)));
        }

        return table;
    }
}
