using Pipeline.Activities.Steps;
using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Pages.Pool;

/// <summary>What the latest NIC checks found, read from the records of the newest runs: looking at the page asks no node anything.</summary>
internal sealed class NicReports(RunQueries queries, IStepRecords records, TimeProvider clock)
{
    private const int RunsLookedAt = 30;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private (DateTimeOffset At, IReadOnlyDictionary<string, NicReport> Reports) last = (DateTimeOffset.MinValue, new Dictionary<string, NicReport>());

    /// <summary>The latest report of each node that has one.</summary>
    public async Task<IReadOnlyDictionary<string, NicReport>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - last.At < Fresh)
            return last.Reports;
        var found = new Dictionary<string, NicReport>();
        foreach (var run in await queries.ListAsync(new RunFilter(), 0, RunsLookedAt, cancellationToken))
        {
            foreach (var step in (await records.ListAsync(run.Id, cancellationToken)).Where(TellsPorts))
            {
                foreach (var node in step.Nodes.Where(n => !found.TryGetValue(n, out var known) || known.At < step.EndedAt))
                    found[node] = Of(step, node);
            }
        }

        last = (now, found);
        return found;
    }

    /// <summary>A check that failed for another reason says nothing of ports.</summary>
    private static bool TellsPorts(StepRecord step) =>
        step is { Name: nameof(CheckNics), EndedAt: not null } && (step.Outcome is CheckNics.AllUp or CheckNics.PortsDown || step.Error?.StartsWith("Ports ", StringComparison.Ordinal) == true);

    /// <summary>A check that found ports down names each node it found them on: <c>gaudi-2: accel7: …; gaudi-3: …</c>.</summary>
    private static NicReport Of(StepRecord step, string node)
    {
        var text = step.Error ?? step.Detail ?? "";
        var from = step.Outcome == CheckNics.AllUp ? -1 : text.IndexOf($"{node}: ", StringComparison.Ordinal);
        if (from < 0)
            return new NicReport(step.RunId, step.EndedAt!.Value, AllUp: true, "all up");
        var rest = text[(from + node.Length + 2)..];
        var ends = step.Nodes.Where(n => n != node).Select(n => rest.IndexOf($"; {n}: ", StringComparison.Ordinal)).Where(i => i >= 0).DefaultIfEmpty(rest.Length).Min();
        return new NicReport(step.RunId, step.EndedAt!.Value, AllUp: false, rest[..ends].TrimEnd('.'));
    }
}

/// <summary>What a NIC check found on a node.</summary>
/// <param name="Run">The run that checked.</param>
/// <param name="At">When.</param>
/// <param name="AllUp">Whether all ports were up.</param>
/// <param name="Text">The same in words.</param>
internal sealed record NicReport(string Run, DateTimeOffset At, bool AllUp, string Text);
