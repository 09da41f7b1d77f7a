using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Pages.Listing;
using Pipeline.Host.Web.Pages.Pool;
using Pipeline.Host.Web.Pages.Running;
using Pipeline.Host.Web.Pages.Schedules;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Pages.Live;

/// <summary>
/// Keeps pages up to date. A page asks for its regions: it gets all of them at once, then each that changes. After a
/// reconnect it simply asks again, so nothing that happened in between is missed. Runs may be driven by other processes;
/// the database, looked at twice a second, is what tells.
/// </summary>
internal sealed class LiveHub(RunContents runs, RunsList list, PoolContents pool, SchedulesContents schedules, RunQueries queries, RunLogs logs, ApiKeys keys, TimeProvider clock) : Hub
{
    /// <summary>Most bytes of what a page may ask.</summary>
    public const int LargestQuestion = 8 * 1024;

    /// <summary>A page watches its regions and a log, and asks for the next before the last has ended.</summary>
    public const int MostStreams = 4;

    private const int LogPage = 256 * 1024;
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(1);

    /// <summary>The regions of <c>/runs/{run}</c>.</summary>
    public IAsyncEnumerable<IReadOnlyList<Region>> Run(string run, CancellationToken cancellationToken) =>
        WatchAsync(token => runs.ReadAsync(run, MayOperate(Context.User!), token), Often, cancellationToken);

    /// <summary>The regions of <c>/runs</c>.</summary>
    public IAsyncEnumerable<IReadOnlyList<Region>> Runs(string status, string pipeline, int skip, CancellationToken cancellationToken) =>
        WatchAsync(token => list.ReadAsync(RunsQuery.Of(status, pipeline, skip), token), Seldom, cancellationToken);

    /// <summary>The regions of <c>/nodes</c>.</summary>
    public IAsyncEnumerable<IReadOnlyList<Region>> Nodes(CancellationToken cancellationToken) =>
        WatchAsync(pool.ReadAsync, Seldom, cancellationToken);

    /// <summary>The regions of <c>/schedules</c>.</summary>
    public IAsyncEnumerable<IReadOnlyList<Region>> Schedules(CancellationToken cancellationToken) =>
        WatchAsync(token => schedules.ReadAsync(MayOperate(Context.User!), token), Seldom, cancellationToken);

    /// <summary>The log of a step on a node from where the page has read to, until the step has ended.</summary>
    /// <param name="at">What the page reads, and how far it has come.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async IAsyncEnumerable<LogPart> Log(LogPlace at, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (job, offset) = (at.Job, at.Offset);
        while (await IsWelcomeAsync(cancellationToken))
        {
            var view = await queries.FindExactAsync(at.Run, cancellationToken);
            var step = view?.Steps.FirstOrDefault(s => s.Name == at.Step && s.Visit == at.Visit && s.ActivityId == at.Activity);
            if (step is null)
                yield break;
            if (RunLogs.LatestOf(step).FirstOrDefault(l => l.Node == at.Node).Job is { } current)
            {
                // The next stage and the next attempt are other jobs with logs of their own.
                var isNew = current != job;
                if (isNew)
                    (job, offset) = (current, 0);
                var piece = await ReadAsync(at.Node, current, offset, cancellationToken);
                if (isNew || piece.Next > offset)
                    yield return new LogPart(current, offset, piece.Next, piece.Length, piece.Text);
                var behind = piece.Next > offset && piece.Next < piece.Length;
                offset = piece.Next;
                if (behind)
                    continue;
                if (piece.Ended && step.EndedAt is not null)
                    yield break;
            }
            else if (step.EndedAt is not null)
            {
                yield break;
            }

            await Task.Delay(Often, clock, cancellationToken);
        }
    }

    /// <summary>Whether the user may retry and cancel.</summary>
    public static bool MayOperate(ClaimsPrincipal user) => Roles.AtLeast(Roles.Operator).Any(user.IsInRole);

    private async IAsyncEnumerable<IReadOnlyList<Region>> WatchAsync(
        Func<CancellationToken, Task<IReadOnlyList<Region>?>> read, TimeSpan pause, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shown = new Dictionary<string, string>();
        while (await IsWelcomeAsync(cancellationToken))
        {
            if (await read(cancellationToken) is not { } regions)
                yield break;
            var changed = regions.Where(r => shown.GetValueOrDefault(r.Id) != r.Html).ToList();
            foreach (var region in changed)
                shown[region.Id] = region.Html;
            if (changed.Count > 0)
                yield return changed;
            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    private async Task<LogPiece> ReadAsync(string node, string job, long offset, CancellationToken cancellationToken)
    {
        try
        {
            return await logs.ReadAsync(node, job, offset, LogPage, cancellationToken);
        }
        catch (ShellException e)
        {
            throw new HubException($"The log cannot be read from {node}: {e.Message}");
        }
    }

    /// <summary>A connection outlives the request that opened it, but not the key.</summary>
    private async Task<bool> IsWelcomeAsync(CancellationToken cancellationToken)
    {
        if (Context.User?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && await keys.FindValidAsync(id, cancellationToken) is not null)
            return true;
        Context.Abort();
        return false;
    }
}

/// <summary>What a page reads of a log.</summary>
/// <param name="Run">The run.</param>
/// <param name="Activity">The activity.</param>
/// <param name="Step">Its name.</param>
/// <param name="Visit">The visit, from 1.</param>
/// <param name="Node">The node.</param>
/// <param name="Job">The job read so far; null at first.</param>
/// <param name="Offset">Where to read on, in bytes.</param>
internal sealed record LogPlace(string Run, string Activity, string Step, int Visit, string Node, string? Job, long Offset);

/// <summary>A piece of a log.</summary>
/// <param name="Job">The job; another one than before means that the log begins anew.</param>
/// <param name="Offset">Where the text begins, in bytes.</param>
/// <param name="Next">Where to read on.</param>
/// <param name="Length">The log's length so far.</param>
/// <param name="Text">The text.</param>
internal sealed record LogPart(string Job, long Offset, long Next, long Length, string Text);
