using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Pipeline.Activities.Store;
using Pipeline.Engine.Persistence;
using Pipeline.Host.Composition;

namespace Pipeline.Host.Scheduling;

/// <summary>What schedules did and whether they are paused: for the serving host, and for commands beside it.</summary>
internal sealed class ScheduleStore(string dataFolder, TimeProvider clock)
{
    private const int Kept = 400;
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly PooledDbContextFactory<ScheduleContext> contexts =
        new(new DbContextOptionsBuilder<ScheduleContext>().UseDatabase(HostServices.Database(dataFolder)).Options);

    /// <summary>Makes what is missing.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken = default)
    {
        await using var context = contexts.CreateDbContext();
        await Tables.EnsureAsync(context, "Schedules", cancellationToken);
    }

    /// <summary>Thinks its tables out, which takes longer than making them.</summary>
    public void WarmUp()
    {
        using var context = contexts.CreateDbContext();
        _ = context.Model;
    }

    /// <summary>What is remembered of a schedule. One that is new, or fires at other times than before, has missed nothing.</summary>
    public async Task<ScheduleRow> MeetAsync(Schedule schedule, CancellationToken cancellationToken = default)
    {
        await using var context = contexts.CreateDbContext();
        var row = await context.Schedules.SingleOrDefaultAsync(s => s.Name == schedule.Name, cancellationToken);
        if (row is null)
            context.Schedules.Add(row = new ScheduleRow { Name = schedule.Name, Timing = "" });
        if (row.Timing == schedule.Timing && row.Decided > 0)
            return row;
        (row.Timing, row.Decided) = (schedule.Timing, clock.GetUtcNow().UtcTicks);
        await context.SaveChangesAsync(cancellationToken);
        return row;
    }

    /// <summary>Whether a schedule is paused.</summary>
    public async Task<bool> IsPausedAsync(string schedule, CancellationToken cancellationToken = default)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Schedules.AnyAsync(s => s.Name == schedule && s.Paused, cancellationToken);
    }

    /// <summary>Pauses a schedule or lets it go on; false when it was so already. What came due while it was paused is not caught up.</summary>
    public async Task<bool> PauseAsync(Schedule schedule, bool paused, CancellationToken cancellationToken = default)
    {
        await MeetAsync(schedule, cancellationToken);
        await using var context = contexts.CreateDbContext();
        var now = clock.GetUtcNow().UtcTicks;
        return await context.Schedules.Where(s => s.Name == schedule.Name && s.Paused != paused)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Paused, paused).SetProperty(r => r.Decided, now), cancellationToken) > 0;
    }

    /// <summary>
    /// Records that a schedule fired, in one transaction with the decision that it was due. False when the same fire time was
    /// recorded before, by whichever process, or when it is to begin while another one goes on.
    /// </summary>
    public async Task<bool> FireAsync(Occurrence occurrence, CancellationToken cancellationToken = default)
    {
        await using var context = contexts.CreateDbContext();
        // The transaction takes the write lock at once, so that nobody fires between looking and adding.
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var fireTime = occurrence.FireTime.UtcTicks;
        var begins = occurrence.State == OccurrenceState.Open;
        if (await context.Occurrences.AnyAsync(o => o.Schedule == occurrence.Schedule && (o.FireTime == fireTime || (begins && o.IsOpen)), cancellationToken))
            return false;
        context.Occurrences.Add(ToRow(occurrence));
        if (occurrence.By is null)
            await context.Schedules.Where(s => s.Name == occurrence.Schedule).ExecuteUpdateAsync(s => s.SetProperty(r => r.Decided, fireTime), cancellationToken);
        await context.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>Writes how an occurrence stands. When it has ended, those that ended long ago are forgotten.</summary>
    public async Task SaveAsync(Occurrence occurrence, CancellationToken cancellationToken = default)
    {
        await using var context = contexts.CreateDbContext();
        context.Occurrences.Update(ToRow(occurrence));
        await context.SaveChangesAsync(cancellationToken);
        if (occurrence.State == OccurrenceState.Open)
            return;
        var old = await context.Occurrences.Where(o => o.Schedule == occurrence.Schedule && !o.IsOpen).OrderByDescending(o => o.FireTime).Skip(Kept).Select(o => o.FireTime).FirstOrDefaultAsync(cancellationToken);
        await context.Occurrences.Where(o => o.Schedule == occurrence.Schedule && !o.IsOpen && o.FireTime <= old).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>The open occurrence of a schedule, the oldest first; null when there is none.</summary>
    public async Task<Occurrence?> OpenAsync(string schedule, CancellationToken cancellationToken = default)
    {
        await using var context = contexts.CreateDbContext();
        var row = await context.Occurrences.AsNoTracking().Where(o => o.Schedule == schedule && o.IsOpen).OrderBy(o => o.FireTime).FirstOrDefaultAsync(cancellationToken);
        return row is null ? null : Of(row);
    }

    /// <summary>Occurrences of a schedule, the newest first.</summary>
    public async Task<IReadOnlyList<Occurrence>> ListAsync(string schedule, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = contexts.CreateDbContext();
        var rows = await context.Occurrences.AsNoTracking().Where(o => o.Schedule == schedule).OrderByDescending(o => o.FireTime).Take(limit).ToListAsync(cancellationToken);
        return [.. rows.Select(Of)];
    }

    private static OccurrenceRow ToRow(Occurrence occurrence) => new()
    {
        Schedule = occurrence.Schedule,
        FireTime = occurrence.FireTime.UtcTicks,
        IsOpen = occurrence.State == OccurrenceState.Open,
        Json = JsonSerializer.Serialize(occurrence, Json),
    };

    private static Occurrence Of(OccurrenceRow row) => JsonSerializer.Deserialize<Occurrence>(row.Json, Json)!;
}
