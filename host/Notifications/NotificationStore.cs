using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Pipeline.Activities.Store;
using Pipeline.Engine.Persistence;
using Pipeline.Host.Composition;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Notifications;

/// <summary>Events and messages, kept until they are dealt with. Nothing is opened before a first run ends, so that commands which only look start fast.</summary>
internal sealed class NotificationStore(string dataFolder) : IRunEvents, IDisposable
{
    private const int Page = 100;

    private readonly Lazy<PooledDbContextFactory<NotificationContext>> contexts =
        new(() => new PooledDbContextFactory<NotificationContext>(new DbContextOptionsBuilder<NotificationContext>().UseDatabase(HostServices.Database(dataFolder)).Options));

    private readonly SemaphoreSlim gate = new(1, 1);
    private bool ensured;

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    /// <inheritdoc/>
    public async Task RecordAsync(RunEvent happened, CancellationToken cancellationToken)
    {
        await using var context = await OpenAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.Events.AnyAsync(e => e.Id == happened.Id, cancellationToken))
            return;
        context.Events.Add(new RunEventRow { Id = happened.Id, Run = happened.Run, Kind = happened.Kind.ToString(), At = happened.At.UtcTicks });
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Events that nobody has looked at, the oldest first.</summary>
    public async Task<IReadOnlyList<RunEvent>> EventsAsync(CancellationToken cancellationToken)
    {
        await using var context = await OpenAsync(cancellationToken);
        var rows = await context.Events.AsNoTracking().OrderBy(e => e.At).Take(Page).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new RunEvent(r.Run, Enum.Parse<RunEventKind>(r.Kind), new DateTimeOffset(r.At, TimeSpan.Zero), r.Id))];
    }

    /// <summary>Puts the messages made of an event in its place, in one transaction.</summary>
    public async Task ReplaceAsync(RunEvent happened, IReadOnlyList<Message> messages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var context = await OpenAsync(cancellationToken);
        // An event that was written down again, for its process died, may have its messages under way already.
        var there = await context.Messages.Where(m => m.Id == happened.Id).Select(m => m.Target).ToListAsync(cancellationToken);
        context.Messages.AddRange(messages.Where(m => !there.Contains(m.Target)).Select(m => new MessageRow { Id = m.Id, Target = m.Target, Body = m.Body, MadeAt = now.UtcTicks, Due = now.UtcTicks }));
        context.Events.Remove(new RunEventRow { Id = happened.Id, Run = happened.Run, Kind = happened.Kind.ToString() });
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The messages for a target whose time has come, the oldest first.</summary>
    public async Task<IReadOnlyList<MessageRow>> DueAsync(string target, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var context = await OpenAsync(cancellationToken);
        var ticks = now.UtcTicks;
        return await context.Messages.AsNoTracking().Where(m => m.Target == target && m.Due <= ticks).OrderBy(m => m.MadeAt).Take(Page).ToListAsync(cancellationToken);
    }

    /// <summary>Forgets the messages for all but these targets: nobody will ever ask for them. Returns how many there were.</summary>
    public async Task<int> ForgetOthersAsync(IReadOnlyCollection<string> targets, CancellationToken cancellationToken)
    {
        await using var context = await OpenAsync(cancellationToken);
        return await context.Messages.Where(m => !targets.Contains(m.Target)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Forgets a message: it arrived, or it was given up.</summary>
    public async Task RemoveAsync(MessageRow message, CancellationToken cancellationToken)
    {
        await using var context = await OpenAsync(cancellationToken);
        await context.Messages.Where(m => m.Id == message.Id && m.Target == message.Target).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Puts a message off that could not be delivered.</summary>
    public async Task PutOffAsync(MessageRow message, DateTimeOffset due, CancellationToken cancellationToken)
    {
        await using var context = await OpenAsync(cancellationToken);
        var (ticks, attempts) = (due.UtcTicks, message.Attempts + 1);
        await context.Messages.Where(m => m.Id == message.Id && m.Target == message.Target)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Due, ticks).SetProperty(m => m.Attempts, attempts), cancellationToken);
    }

    /// <summary>How many messages have not arrived yet.</summary>
    public async Task<int> PendingAsync(CancellationToken cancellationToken)
    {
        await using var context = await OpenAsync(cancellationToken);
        return await context.Messages.CountAsync(cancellationToken);
    }

    private async Task<NotificationContext> OpenAsync(CancellationToken cancellationToken)
    {
        var context = contexts.Value.CreateDbContext();
        if (Volatile.Read(ref ensured))
            return context;
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (!ensured)
                await Tables.EnsureAsync(context, "RunEvents", cancellationToken);
            ensured = true;
        }
        finally
        {
            gate.Release();
        }

        return context;
    }
}

/// <summary>A message for a target.</summary>
/// <param name="Id">The event's id: receivers know a repeated message by it.</param>
/// <param name="Target">The target's name.</param>
/// <param name="Body">The JSON; it never changes, however often it is sent.</param>
internal sealed record Message(string Id, string Target, string Body);
