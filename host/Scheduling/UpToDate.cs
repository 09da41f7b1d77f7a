using Microsoft.Extensions.Logging;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Scheduling;

/// <summary>
/// Whether an item's result is there already. It asks what the run itself would ask, but before the run leases nodes: every
/// guarded command of its plan must find the fingerprint of its inputs and every file intact, and the item's last run must
/// not have failed.
/// </summary>
internal sealed class UpToDate(RunChecks checks, RunPlanner planner, INodePool pool, ScheduleStore store, ILogger<UpToDate> log)
{
    /// <summary>Hashing the measurements of a large model over NFS takes minutes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private const int OccurrencesLookedAt = 30;

    /// <summary>Whether nothing is left to do for the item. When that cannot be found out, the run will.</summary>
    /// <exception cref="InputException">The item's inputs cannot work.</exception>
    public async Task<bool> IsAsync(string schedule, ScheduledItem item, CancellationToken cancellationToken)
    {
        var run = checks.Check(item.Pipeline, item.Inputs, filesMayFollow: true);
        if (await LastRunFailedAsync(schedule, item, cancellationToken))
            return false;
        var guarded = (await planner.NotesAsync(run, cancellationToken)).SelectMany(n => n.Jobs).Where(j => j.Guard is not null).ToList();
        if (guarded.Count == 0)
            return false;
        try
        {
            foreach (var job in guarded)
            {
                if ((await pool.Shell(job.Node).RunAsync(new ShellCommand(job.Guard!.Check) { Timeout = Longest }, cancellationToken)).ExitCode != 0)
                    return false;
            }

            return true;
        }
        catch (ShellException e)
        {
            log.LogWarning(e, "Whether {Item} of {Schedule} is up to date cannot be told; its run will see", item.Name, schedule);
            return false;
        }
    }

    private async Task<bool> LastRunFailedAsync(string schedule, ScheduledItem item, CancellationToken cancellationToken)
    {
        var last = (await store.ListAsync(schedule, OccurrencesLookedAt, cancellationToken)).SelectMany(o => o.Items)
            .FirstOrDefault(i => i.Item.Name == item.Name && i.State is ItemState.Finished or ItemState.Failed or ItemState.Cancelled);
        return last is { State: ItemState.Failed or ItemState.Cancelled };
    }
}
