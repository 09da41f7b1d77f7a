using Microsoft.AspNetCore.Http;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Hosting;

namespace Pipeline.Host.Web.Pages.Running;

/// <summary>Retry and cancel. A button that came too late does nothing: the page it leads back to shows how the run stands.</summary>
internal static class RunButtons
{
    /// <summary>Goes on with a failed run at the failed step.</summary>
    public static async Task<IResult> RetryAsync(string run, HttpContext context, RunControl control, RunQueries queries)
    {
        if (await queries.FindExactAsync(run, context.RequestAborted) is not { } view)
            return NotFound(run);
        if (view.Status == RunStatus.Failed)
            await control.RetryAsync(context, run);
        return Results.LocalRedirect($"/runs/{view.Id}");
    }

    /// <summary>Asks for the run's end; the page shows when everything is put back.</summary>
    public static async Task<IResult> CancelAsync(string run, HttpContext context, RunControl control, RunQueries queries)
    {
        if (await queries.FindExactAsync(run, context.RequestAborted) is not { } view)
            return NotFound(run);
        if (view.EndedAt is null)
            await control.CancelAsync(context, run);
        return Results.LocalRedirect($"/runs/{view.Id}");
    }

    private static IResult NotFound(string run) => Problems.Of(StatusCodes.Status404NotFound, $"There is no run '{run}'.");
}
