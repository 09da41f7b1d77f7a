using Microsoft.EntityFrameworkCore;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Security;

/// <summary>
/// Who did what, for good: entries are only ever added. Refused requests of strangers are not among them, or anybody could
/// fill the database; they are in the host's log.
/// </summary>
internal sealed class AuditLog(IDbContextFactory<SecurityContext> contexts, TimeProvider clock) : IAsyncDisposable
{
    private readonly GroupCommit<AuditRow, bool> commits = new(async rows =>
    {
        await using var context = await contexts.CreateDbContextAsync();
        context.Audit.AddRange(rows);
        await context.SaveChangesAsync();
        return [.. rows.Select(_ => true)];
    });

    /// <summary>Adds an entry; completes when it is committed.</summary>
    /// <param name="actor">Who: <c>key nightly</c>, <c>hook calibrate</c>, <c>user root</c>.</param>
    /// <param name="action">What: <c>run.start</c>, <c>run.cancel</c>, <c>key.add</c>, …</param>
    /// <param name="subject">To what: a run, a key.</param>
    /// <param name="detail">More, in words.</param>
    /// <param name="remote">From where.</param>
    public Task WriteAsync(string actor, string action, string? subject = null, string? detail = null, string? remote = null) =>
        commits.AddAsync(new AuditRow { At = clock.GetUtcNow().UtcTicks, Actor = actor, Action = action, Subject = subject, Detail = detail, Remote = remote });

    /// <summary>Entries, the newest first.</summary>
    /// <param name="limit">Most entries.</param>
    /// <param name="before">Only those with a smaller number; null = from the newest.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(int limit, long? before = null, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Audit.AsNoTracking().Where(a => before == null || a.Id < before).OrderByDescending(a => a.Id).Take(limit).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new AuditEntry(r.Id, new DateTimeOffset(r.At, TimeSpan.Zero), r.Actor, r.Action, r.Subject, r.Detail, r.Remote))];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => commits.DisposeAsync();
}

/// <summary>One entry of the audit log.</summary>
/// <param name="Id">Its number, ascending.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">To what.</param>
/// <param name="Detail">More, in words.</param>
/// <param name="Remote">From which address.</param>
public sealed record AuditEntry(long Id, DateTimeOffset At, string Actor, string Action, string? Subject, string? Detail, string? Remote);
