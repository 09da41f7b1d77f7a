using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Api;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Hooks;

/// <summary>Pipelines that are started by HTTP: <c>POST /hooks/{path}</c>.</summary>
internal static class HooksModule
{
    private const string Ping = "ping";

    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddHooks(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(settings.GetSection("Hooks").Get<HookOptions>() ?? new HookOptions());
        services.AddSingleton<HookCallers>();
        services.AddSingleton<IHookSource, PipelineHooks>();
        services.AddSingleton<DesignedHooks>();
        return services;
    }

    /// <summary>Maps them. Strangers come in: the signature is checked here.</summary>
    public static void MapHooks(this IEndpointRouteBuilder app) => app.MapPost("/hooks/{**path}", StartAsync)
        .AllowAnonymous()
        .WithName("StartByHook").WithTags("Hooks")
        .WithSummary("Starts the pipeline of a hook")
        .WithDescription("The body's members are the pipeline's inputs. Signed by X-Hub-Signature-256 or Standard Webhooks, or with an operator's API key. The same delivery (webhook-id, Idempotency-Key, X-GitHub-Delivery, X-Gitlab-Event-UUID) always answers with the same run.")
        .TakesJson(typeof(Dictionary<string, object>))
        .Produces<RunStarted>(StatusCodes.Status202Accepted)
        .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status401Unauthorized, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status409Conflict, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status413PayloadTooLarge, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status429TooManyRequests, "application/problem+json");

    private static async Task<IResult> StartAsync(
        string path, HttpContext context, HookOptions options, HookCallers callers, IEnumerable<IHookSource> sources, DesignedHooks designed, RunIntake intake, AuditLog audit, FailedAttempts attempts)
    {
        if (await Bodies.ReadAsync(context.Request, options.LargestBody, context.RequestAborted) is not { } body)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, $"The body is larger than the {options.LargestBody} bytes that hooks take.");
        var caller = callers.Of(context, path, body);
        if (caller.Actor is null)
            return caller.Status == StatusCodes.Status401Unauthorized ? new Refused(attempts, caller.Fault!) : Problems.Of(caller.Status, caller.Fault!);
        var hook = sources.Select(s => s.Find(path)).FirstOrDefault(h => h is not null);
        var trigger = hook is null ? await designed.FindAsync(path, context.RequestAborted) : null;
        if (hook is null && trigger is null)
            return Problems.Of(StatusCodes.Status404NotFound, "There is no such hook.");
        if (context.Request.Headers["X-GitHub-Event"] == Ping)
            return Results.NoContent();
        if (!context.Request.HasJsonContentType())
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType);

        var key = DeliveryKey.Of(context.Request.Headers);
        var name = $"hook {hook?.Path ?? path.Trim('/').ToLowerInvariant()}";
        var delivery = key is null ? null : new Delivery(name, key, RunStarted.HashOf(body));
        var accepted = trigger is null
            ? await AcceptAsync(hook!, body, delivery, caller.Actor, intake, context.RequestAborted)
            : await designed.StartAsync(trigger, context.Request, body, delivery, caller.Actor, context.RequestAborted);
        if (accepted.IsNew)
            await audit.WriteAsync(caller.Actor, "run.start", accepted.Run, name, context.Remote());
        return RunStarted.Answer(context, accepted);
    }

    private static async Task<AcceptedRun> AcceptAsync(Hook hook, byte[] body, Delivery? delivery, string actor, RunIntake intake, CancellationToken cancellationToken)
    {
        HookRun run;
        try
        {
            run = hook.Start(JsonInputs.Read(body));
        }
        catch (InputException) when (delivery is not null)
        {
            if (await intake.FindAsync(delivery, cancellationToken) is { } known)
                return known;
            throw;
        }

        // Accepted now, it may run hours later: files that are not there yet may come until then, and the first step looks.
        return await intake.AcceptAsync(new RunRequest(run.Pipeline, run.Set) { Delivery = delivery, By = actor, FilesMayFollow = true }, cancellationToken);
    }

    private sealed class Refused(FailedAttempts attempts, string why) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => attempts.RefuseAsync(httpContext, why);
    }
}
