using Pipeline.Host.Cli.Parsing;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Scheduling;

/// <summary>What commands, API and pages do with schedules; what changes something is written into the audit log.</summary>
internal sealed class ScheduleControl(IReadOnlyList<Schedule> schedules, ScheduleStore store, AuditLog audit, TimeProvider clock)
{
    private const int Shown = 30;

    /// <summary>All schedules as they stand.</summary>
    public async Task<IReadOnlyList<ScheduleView>> ListAsync(CancellationToken cancellationToken = default)
    {
        var views = new List<ScheduleView>();
        foreach (var schedule in schedules)
            views.Add(await ViewAsync(schedule, cancellationToken));
        return views;
    }

    /// <summary>One schedule; null when there is none of that name.</summary>
    public async Task<ScheduleView?> FindAsync(string name, CancellationToken cancellationToken = default) =>
        Find(name) is { } schedule ? await ViewAsync(schedule, cancellationToken) : null;

    /// <summary>One schedule.</summary>
    /// <exception cref="InputException">No such schedule; lists those there are.</exception>
    public Task<ScheduleView> RequireAsync(string name, CancellationToken cancellationToken = default) => ViewAsync(Require(name), cancellationToken);

    /// <summary>Pauses a schedule: it fires no more until it is resumed, over restarts too. What goes on goes on.</summary>
    /// <exception cref="InputException">No such schedule.</exception>
    public Task<ScheduleView> PauseAsync(string name, Actor by, CancellationToken cancellationToken = default) => SetAsync(name, paused: true, by, cancellationToken);

    /// <summary>Lets a paused schedule fire again, from now on.</summary>
    /// <exception cref="InputException">No such schedule.</exception>
    public Task<ScheduleView> ResumeAsync(string name, Actor by, CancellationToken cancellationToken = default) => SetAsync(name, paused: false, by, cancellationToken);

    /// <summary>Fires a schedule now, paused or not; the host that serves the data folder does the work.</summary>
    /// <exception cref="InputException">No such schedule, nothing to do, or it is going on.</exception>
    public async Task<ScheduleView> RunNowAsync(string name, Actor by, CancellationToken cancellationToken = default)
    {
        var schedule = Require(name);
        if (schedule.Items.Count == 0)
            throw new InputException($"{schedule.Name} has nothing to do. List what it is to do in the settings: Schedules:{schedule.Name}:Models.");
        if (!await store.FireAsync(await Occurrences.BeginAsync(store, schedule, clock.GetUtcNow(), by.Name, "Asked for.", cancellationToken), cancellationToken))
            throw new InputException($"{schedule.Name} is going on already. 'pipeline schedules list' shows how far it is; 'pipeline cancel' ends its runs.");
        await audit.WriteAsync(by.Name, "schedule.run", schedule.Name, remote: by.Remote);
        return await ViewAsync(schedule, cancellationToken);
    }

    private async Task<ScheduleView> SetAsync(string name, bool paused, Actor by, CancellationToken cancellationToken)
    {
        var schedule = Require(name);
        if (await store.PauseAsync(schedule, paused, cancellationToken))
            await audit.WriteAsync(by.Name, paused ? "schedule.pause" : "schedule.resume", schedule.Name, remote: by.Remote);
        return await ViewAsync(schedule, cancellationToken);
    }

    private async Task<ScheduleView> ViewAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        var paused = await store.IsPausedAsync(schedule.Name, cancellationToken);
        return new ScheduleView(schedule, paused, paused ? null : schedule.Next(clock.GetUtcNow()), await store.ListAsync(schedule.Name, Shown, cancellationToken));
    }

    private Schedule? Find(string name) => schedules.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));

    private Schedule Require(string name) =>
        Find(name) ?? throw new InputException($"There is no schedule '{name}'.{Nearest.Hint(name, schedules.Select(s => s.Name))} There are {string.Join(", ", schedules.Select(s => s.Name))}.");
}

/// <summary>Who does something.</summary>
/// <param name="Name">For the audit log: <c>key nightly</c>, <c>user root</c>.</param>
/// <param name="Remote">From which address; null at the command line.</param>
internal sealed record Actor(string Name, string? Remote = null);

/// <summary>A schedule as it stands.</summary>
/// <param name="Schedule">What is configured.</param>
/// <param name="Paused">Whether it is paused.</param>
/// <param name="Next">When it fires next; null = not by itself.</param>
/// <param name="Occurrences">What fired, the newest first.</param>
internal sealed record ScheduleView(Schedule Schedule, bool Paused, DateTimeOffset? Next, IReadOnlyList<Occurrence> Occurrences)
{
    /// <summary>Its state in one word.</summary>
    public ScheduleState State => Paused ? ScheduleState.Paused : Schedule.Cron is null ? ScheduleState.Off : ScheduleState.On;
}

/// <summary>The states of a schedule.</summary>
public enum ScheduleState
{
    /// <summary>It fires when its time comes.</summary>
    On,

    /// <summary>Somebody paused it.</summary>
    Paused,

    /// <summary>No time is configured; it can be run by hand.</summary>
    Off,
}
