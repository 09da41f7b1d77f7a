using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Hooks;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Api;

/// <summary>Starting, retrying and cancelling runs.</summary>
internal static class RunActionsApi
{
    private const int LargestBody = 256 * 1024;

    /// <summary>Maps it.</summary>
    public static void MapRunActions(this IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/runs").RequireAuthorization(Roles.Operator).WithTags("Runs");
        runs.MapPost("", StartAsync).WithName("StartRun").WithSummary("Starts a run").WithDescription("With an Idempotency-Key the same request always answers with the same run.")
            .TakesJson(typeof(RunOrder)).Produces<RunStarted>(StatusCodes.Status202Accepted)
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);
        runs.MapPost("/{run}/retry", RetryAsync).WithName("RetryRun").WithSummary("Goes on with a failed run at the failed step")
            .Produces<RunStarted>(StatusCodes.Status202Accepted).ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        runs.MapPost("/{run}/cancel", CancelAsync).WithName("CancelRun").WithSummary("Ends a run: its jobs, Ray and its leases").WithDescription("Answers at once; the run is Cancelled when everything is put back.")
            .Produces<RunStarted>(StatusCodes.Status202Accepted).ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> StartAsync(HttpContext context, RunIntake intake, AuditLog audit)
    {
        if (await Bodies.ReadAsync(context.Request, LargestBody, context.RequestAborted) is not { } body)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, $"The body is larger than the {LargestBody} bytes that this takes.");
        if (!context.Request.HasJsonContentType())
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType);
        var order = JsonInputs.Parse(body);
        if (order.ValueKind != JsonValueKind.Object || !order.TryGetProperty("pipeline", out var pipeline) || pipeline.ValueKind != JsonValueKind.String)
            return Problems.Of(StatusCodes.Status400BadRequest, "pipeline is missing: name the pipeline; GET /api/pipelines lists them.");
        IReadOnlyList<string> faults = [.. order.EnumerateObject().Where(m => m.Name is not ("pipeline" or "inputs")).Select(m => $"{m.Name}: there is no such member; give pipeline and inputs.")];
        if (faults.Count > 0)
            throw new InputException(faults);
        var set = order.TryGetProperty("inputs", out var inputs) ? JsonInputs.Read(inputs) : [];

        var key = DeliveryKey.Of(context.Request.Headers);
        var accepted = await intake.AcceptAsync(
            new RunRequest(pipeline.GetString()!, set)
            {
                By = context.Actor(),
                Delivery = key is null ? null : new Delivery($"api {context.KeyId()}", key, RunStarted.HashOf(body)),
            },
            context.RequestAborted);
        if (accepted.IsNew)
            await audit.WriteAsync(context.Actor(), "run.start", accepted.Run, pipeline.GetString(), context.Remote());
        return RunStarted.Answer(context, accepted);
    }

    private static async Task<IResult> RetryAsync(string run, HttpContext context, RunControl control, RunQueries queries)
    {
        if (await queries.FindExactAsync(run, context.RequestAborted) is not { } view)
            return RunsApi.NotFound();
        if (view.Status != RunStatus.Failed)
            return Problems.Of(StatusCodes.Status409Conflict, $"The run is {view.Status.ToString().ToLowerInvariant()}, not failed: there is nothing to retry.");
        await control.RetryAsync(context, run);
        return RunStarted.Answer(context, new AcceptedRun(run, IsNew: true));
    }

    private static async Task<IResult> CancelAsync(string run, HttpContext context, RunControl control, RunQueries queries)
    {
        if (await queries.FindExactAsync(run, context.RequestAborted) is not { } view)
            return RunsApi.NotFound();
        if (view.EndedAt is not null)
            return Problems.Of(StatusCodes.Status409Conflict, $"The run has ended already ({view.Status.ToString().ToLowerInvariant()}).");
        await control.CancelAsync(context, run);
        return RunStarted.Answer(context, new AcceptedRun(run, IsNew: true));
    }
}

/// <summary>What to start.</summary>
/// <param name="Pipeline">The pipeline, e.g. <c>MultiNodeCalibration</c>.</param>
/// <param name="Inputs">Its inputs by name; those left out have their defaults.</param>
public sealed record RunOrder(string Pipeline, [property: Description("Texts, numbers, true or false, or lists of these")] IReadOnlyDictionary<string, object?> Inputs);
