using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Pipeline.Engine.Runtime.Intake;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Hosting;

/// <summary>Turns what endpoints throw into refusals: never a stack trace, never a riddle.</summary>
internal sealed class ErrorAnswers(ILogger<ErrorAnswers> log) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    /// <summary>SQLITE_FULL.</summary>
    private const int DiskFull = 13;

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.Response.HasStarted)
            return false;
        switch (exception)
        {
            case InputException input:
                await Problems.WriteAsync(httpContext, StatusCodes.Status400BadRequest, string.Join(' ', input.Faults), input.Faults);
                return true;
            case DeliveryConflictException or ActivationRefusedException:
                await Problems.WriteAsync(httpContext, StatusCodes.Status409Conflict, exception.Message);
                return true;
            case BadHttpRequestException bad:
                await Problems.WriteAsync(httpContext, bad.StatusCode, bad.Message);
                return true;
            case OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested:
                httpContext.Response.StatusCode = ClientClosedRequest;
                return true;
            case Exception when exception.GetBaseException() is SqliteException { SqliteErrorCode: DiskFull }:
                log.LogError(exception, "{Method} {Path} failed: the disk of the data folder is full", httpContext.Request.Method, httpContext.Request.Path.Value);
                await Problems.WriteAsync(httpContext, StatusCodes.Status507InsufficientStorage, "The disk of the host's data folder is full: nothing was stored. Free space there, then ask again.");
                return true;
            default:
                log.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path.Value);
                await Problems.WriteAsync(httpContext, StatusCodes.Status500InternalServerError, $"The host failed to answer; its log has the details under {httpContext.TraceIdentifier}.");
                return true;
        }
    }
}
