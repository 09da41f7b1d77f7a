using System.ComponentModel;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Api;

/// <summary>The logs of a run's jobs, each by byte offset. Steps and jobs are found among the run's own; nothing of a request is ever a path.</summary>
internal static class LogsApi
{
    private const int Page = 256 * 1024;

    /// <summary>Maps it.</summary>
    public static void MapLogs(this IEndpointRouteBuilder api)
    {
        api.MapGet("/runs/{run}/logs", ListAsync).RequireAuthorization(Roles.Viewer).WithName("ListLogs").WithTags("Logs").WithSummary("Which logs a run has")
            .Produces<IReadOnlyList<JobLog>>().ProducesProblems(StatusCodes.Status404NotFound);
        api.MapGet("/runs/{run}/logs/{step}", ReadAsync).RequireAuthorization(Roles.Viewer).WithName("ReadLog").WithTags("Logs").WithSummary("Reads a step's log")
            .WithDescription("As text the whole log, or the bytes that a Range header asks for. With offset, JSON: a page from there, with the offset to go on from.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain").Produces<LogPage>().Produces<string>(StatusCodes.Status206PartialContent, "text/plain")
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status416RangeNotSatisfiable);
    }

    private static async Task<IResult> ListAsync(string run, RunQueries queries, CancellationToken cancellationToken) =>
        await queries.FindExactAsync(run, cancellationToken) is { } view ? Results.Ok(JobLog.Of(view)) : RunsApi.NotFound();

    private static async Task<IResult> ReadAsync(
        string run, string step, HttpContext context, RunQueries queries, RunLogs logs,
        [Description("The visit of the step; the last when not given")] int? visit,
        [Description("The node; the first when not given")] string? node,
        [Description("Where to read from, in bytes; the answer is then JSON")] long? offset,
        [Description("Most bytes of a JSON page, 1 to 262144")] int? limit)
    {
        if (await queries.FindExactAsync(run, context.RequestAborted) is not { } view)
            return RunsApi.NotFound();
        var all = JobLog.Of(view);
        if (all.LastOrDefault(l => string.Equals(l.Step, step, StringComparison.OrdinalIgnoreCase) && (visit is null || l.Visit == visit)) is not { } last)
            return Problems.Of(StatusCodes.Status404NotFound, "The run has no such step with a log; GET /api/runs/{run}/logs lists those it has.");
        var job = all.FirstOrDefault(l => l.Step == last.Step && l.Visit == last.Visit && (node is null || l.Node == node));
        if (job is null)
            return Problems.Of(StatusCodes.Status404NotFound, "The step has no log from such a node; GET /api/runs/{run}/logs lists those it has.");
        if (offset is null && limit is null)
            return await TextAsync(context, logs, job);
        if (offset is < 0 || limit is < 1 or > Page)
            return Problems.Of(StatusCodes.Status400BadRequest, $"offset is 0 or more, limit 1 to {Page}.");
        var piece = await logs.ReadAsync(job.Node, job.Job, offset ?? 0, limit ?? Page, context.RequestAborted);
        return Results.Ok(new LogPage(job.Step, job.Visit, job.Node, offset ?? 0, piece.Next, piece.Length, piece.Ended, piece.Text));
    }

    private static async Task<IResult> TextAsync(HttpContext context, RunLogs logs, JobLog job)
    {
        var first = await logs.ReadAsync(job.Node, job.Job, 0, 1, context.RequestAborted);
        var range = RangeHeaderValue.TryParse(context.Request.Headers.Range.ToString(), out var asked) && asked is { Ranges.Count: 1 } && asked.Unit == "bytes" ? asked.Ranges.First() : null;
        var (from, to) = (0L, first.Length);
        context.Response.Headers.AcceptRanges = "bytes";
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = $"{job.Step}-{job.Node}.log" }.ToString();
        if (range is not null)
        {
            from = range.From ?? Math.Max(0, first.Length - range.To!.Value);
            to = range.From is null || range.To is null ? first.Length : Math.Min(first.Length, range.To.Value + 1);
            if (from >= first.Length || from >= to)
            {
                context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{first.Length}");
                return Problems.Of(StatusCodes.Status416RangeNotSatisfiable, $"The log has {first.Length} bytes so far.");
            }

            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to - 1}/{first.Length}");
        }

        return Results.Stream(body => CopyAsync(logs, job, from, to, body, context.RequestAborted), "text/plain; charset=utf-8");
    }

    private static async Task CopyAsync(RunLogs logs, JobLog job, long from, long to, Stream body, CancellationToken cancellationToken)
    {
        while (from < to)
        {
            var piece = await logs.ReadAsync(job.Node, job.Job, from, (int)Math.Min(Page, to - from), cancellationToken);
            if (piece.Next <= from)
                return;
            await body.WriteAsync(Encoding.UTF8.GetBytes(piece.Text), cancellationToken);
            from = piece.Next;
        }
    }
}

/// <summary>A log that a run has.</summary>
/// <param name="Step">The step.</param>
/// <param name="Visit">Its visit, from 1.</param>
/// <param name="Node">The node.</param>
/// <param name="Job">The job.</param>
public sealed record JobLog(string Step, int Visit, string Node, string Job)
{
    /// <summary>Those of a run, in the order in which its steps began.</summary>
    internal static IReadOnlyList<JobLog> Of(RunView run) => [.. run.Steps.SelectMany(s => RunLogs.LatestOf(s).Select(l => new JobLog(s.Name, s.Visit, l.Node, l.Job)))];
}

/// <summary>A piece of a log.</summary>
/// <param name="Step">The step.</param>
/// <param name="Visit">Its visit, from 1.</param>
/// <param name="Node">The node.</param>
/// <param name="Offset">Where the text begins, in bytes.</param>
/// <param name="Next">Where to read on.</param>
/// <param name="Length">The log's length so far, in bytes.</param>
/// <param name="Ended">Whether the job has ended and the text goes to the end.</param>
/// <param name="Text">The text; secrets are masked.</param>
public sealed record LogPage(string Step, int Visit, string Node, long Offset, long Next, long Length, bool Ended, string Text);
