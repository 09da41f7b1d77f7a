using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Pages.Running;

/// <summary>Retry and cancel. A button that came too late does nothing: the page it leads back to shows how the run stands.</summary>
internal static class RunButtons
{
    /// <summary>Goes on with a failed run at the failed step.</summary>
    public static async Task<IResult> RetryAsync(string run, HttpContext context, IRuns runs, RunQueries queries, AuditLog audit)
    {
        if (await queries.FindExactAsync(run, context.RequestAborted) is not { } view)
            return NotFound(run);
        if (view.Status == RunStatus.Failed)
        {
            await runs.RetryAsync(run, context.RequestAborted);
            await audit.WriteAsync(context.Actor(), "run.retry", run, remote: context.Remote());
        }

        return Results.LocalRedirect($"/runs/{view.Id}");
    }

    /// <summary>Asks for the run's end; the page shows when everything is put back.</summary>
    public static async Task<IResult> CancelAsync(string run, HttpContext context, IRuns runs, RunQueries queries, AuditLog audit, ILogger<WebServer> log)
    {
        if (await queries.FindExactAsync(run, context.RequestAborted) is not { } view)
            return NotFound(run);
        if (view.EndedAt is null)
        {
            await audit.WriteAsync(context.Actor(), "run.cancel", run, remote: context.Remote());
            _ = runs.CancelAsync(run, CancellationToken.None).ContinueWith(
                ended => log.LogError(ended.Exception, "The run {Run} could not be cancelled", run),
                CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        return Results.LocalRedirect($"/runs/{view.Id}");
    }

    private static IResult NotFound(string run) => Problems.Of(StatusCodes.Status404NotFound, $"There is no run '{run}'.");
}
