using System.Globalization;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Scheduling;

/// <summary>
/// Carries an occurrence on: looks after its runs, and starts the next ones while the window is open. A run's id is made of
/// schedule, fire time and item, and the database refuses an id twice: whenever a process dies in here, the next one comes
/// to the same runs.
/// </summary>
internal sealed class OccurrenceDriver(RunIntake intake, RunQueries queries, IRuns runs, ILeases leases, UpToDate upToDate, TimeProvider clock)
{
    /// <summary>How the occurrence stands now.</summary>
    public async Task<Occurrence> AdvanceAsync(Schedule schedule, Occurrence occurrence, CancellationToken cancellationToken)
    {
        var closed = occurrence.WindowEnd <= clock.GetUtcNow();
        var items = new List<OccurrenceItem>();
        foreach (var item in occurrence.Items)
            items.Add(item.State == ItemState.Running ? await LookAsync(item, closed, cancellationToken) : item);

        var busy = items.Exists(i => i.State == ItemState.Waiting) ? await BusyAsync(cancellationToken) : [];
        for (var i = 0; i < items.Count && items.Count(x => x.State == ItemState.Running) < schedule.AtOnce; i++)
        {
            if (items[i] is not { State: ItemState.Waiting, Item.FreeNode: var node })
                continue;
            var waits = node is not null && busy.Contains(node);
            if (closed)
                items[i] = NotReached(items[i], waits ? "The node was busy until the window ended." : "The window ended before its turn came.");
            else if (!waits)
                items[i] = await BeginAsync(schedule, occurrence, items[i], cancellationToken);
        }

        var over = items.TrueForAll(i => i.State is not (ItemState.Waiting or ItemState.Running));
        return occurrence with
        {
            Items = items,
            State = over ? OccurrenceState.Ended : OccurrenceState.Open,
            EndedAt = over ? clock.GetUtcNow() : null,
        };
    }

    private async Task<HashSet<string>> BusyAsync(CancellationToken cancellationToken) =>
        [.. (await leases.ListAsync(cancellationToken)).SelectMany(l => l.Lease?.Nodes ?? [])];

    private async Task<OccurrenceItem> BeginAsync(Schedule schedule, Occurrence occurrence, OccurrenceItem item, CancellationToken cancellationToken)
    {
        try
        {
            if (schedule.SkipsUpToDate && await upToDate.IsAsync(schedule.Name, item.Item, cancellationToken))
                return item with { State = ItemState.UpToDate, Detail = "The result is there and intact." };
            var key = $"{occurrence.FireTime.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}\n{item.Item.Name}";
            var accepted = await intake.AcceptAsync(
                new RunRequest(item.Item.Pipeline, item.Item.Inputs)
                {
                    By = $"schedule {schedule.Name}",
                    Delivery = new Delivery($"schedule {schedule.Name}", key, ""),
                    FilesMayFollow = true,
                },
                cancellationToken);
            return item with { State = ItemState.Running, Run = accepted.Run };
        }
        catch (InputException e)
        {
            return item with { State = ItemState.Refused, Detail = string.Join(' ', e.Faults), Remedy = "Correct the schedule's settings." };
        }
    }

    private async Task<OccurrenceItem> LookAsync(OccurrenceItem item, bool closed, CancellationToken cancellationToken)
    {
        var run = await queries.FindExactAsync(item.Run!, cancellationToken);
        switch (run)
        {
            case null:
                return item with { State = ItemState.Cancelled, Detail = "Its run was deleted." };
            case { Status: RunStatus.Finished }:
                return item with { State = ItemState.Finished, Detail = run.Steps.LastOrDefault(s => s.Jobs.Count > 0)?.Detail };
            case { Status: RunStatus.Failed }:
                return item with { State = ItemState.Failed, Detail = run.Error, Remedy = run.Remedy };
            case { Status: RunStatus.Cancelled }:
                return item with { State = ItemState.Cancelled, Detail = "Its run was cancelled." };
            // What holds nodes is let go on; what still waits for them is not to begin outside the window.
            case { Status: RunStatus.Waiting, Nodes.Count: 0 } when closed:
                await CancelAsync(run.Id, cancellationToken);
                return NotReached(item, "Its nodes were busy until the window ended.");
            default:
                return item;
        }
    }

    private async Task CancelAsync(string run, CancellationToken cancellationToken)
    {
        try
        {
            await runs.CancelAsync(run, cancellationToken);
        }
        catch (InputException)
        {
            // It ended by itself in this very moment.
        }
    }

    private static OccurrenceItem NotReached(OccurrenceItem item, string why) => item with { State = ItemState.NotReached, Detail = why };
}
