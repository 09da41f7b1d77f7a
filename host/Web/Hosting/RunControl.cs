using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Hosting;

/// <summary>What API and pages do to runs, written into the audit log.</summary>
internal sealed class RunControl(IRuns runs, AuditLog audit, ILogger<RunControl> log)
{
    /// <summary>Goes on with a failed run at the failed step; returns when that is committed.</summary>
    /// <exception cref="InputException">It is not failed.</exception>
    public async Task RetryAsync(HttpContext context, string run)
    {
        await runs.RetryAsync(run, context.RequestAborted);
        await audit.WriteAsync(context.Actor(), "run.retry", run, remote: context.Remote());
    }

    /// <summary>Asks for a run's end; returns at once, the run is Cancelled when everything is put back.</summary>
    public async Task CancelAsync(HttpContext context, string run)
    {
        await audit.WriteAsync(context.Actor(), "run.cancel", run, remote: context.Remote());
        _ = runs.CancelAsync(run, CancellationToken.None).ContinueWith(
            ended => log.LogError(ended.Exception, "The run {Run} could not be cancelled", run),
            CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }
}
