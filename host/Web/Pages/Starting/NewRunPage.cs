using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Engine.Runtime.Intake;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Pages.Starting;

/// <summary><c>/runs/new</c>: choose a pipeline, give its inputs, start.</summary>
internal static class NewRunPage
{
    private const int LargestForm = 256 * 1024;
    private const string InputPrefix = "input.";

    /// <summary>Maps it.</summary>
    public static void MapNewRunPage(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/runs/new").RequireAuthorization(Roles.Operator);
        pages.MapGet("", ShowAsync);
        pages.MapPost("", StartAsync);
        pages.MapPost("/demo", DemoAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IRuns runs, HostFacts facts, string? pipeline) => pipeline is null
        ? StartForms.Choice(context, await runs.WorkflowsAsync(context.RequestAborted), facts.Simulated, [])
        : await FindAsync(context, runs, pipeline) is { } chosen ? StartForms.Of(context, chosen, new Dictionary<string, string>(), []) : NoSuchPipeline(pipeline);

    private static async Task<IResult> StartAsync(HttpContext context, IRuns runs, RunIntake intake, AuditLog audit)
    {
        if (await Forms.ReadAsync(context, LargestForm) is not { } form)
            return Problems.Of(StatusCodes.Status400BadRequest, "Send the form of /runs/new.");
        if (await FindAsync(context, runs, form["pipeline"].ToString()) is not { } pipeline)
            return NoSuchPipeline(form["pipeline"].ToString());
        var given = form.Where(f => f.Key.StartsWith(InputPrefix, StringComparison.Ordinal)).ToDictionary(f => f.Key[InputPrefix.Length..], f => f.Value.ToString().Trim());
        try
        {
            // A field left as it was means the default, whatever that will be.
            var set = given.Where(g => pipeline.Inputs.FirstOrDefault(i => i.Name == g.Key) is not { } input || g.Value != (input.Default ?? (input.MayBeEmpty ? null : ""))).ToDictionary();
            return await GoAsync(context, intake, audit, new RunRequest(pipeline.Name, set));
        }
        catch (InputException e)
        {
            return StartForms.Of(context, pipeline, given, e.Faults);
        }
        catch (ActivationRefusedException e)
        {
            return StartForms.Of(context, pipeline, given, [e.Message]);
        }
    }

    private static async Task<IResult> DemoAsync(HttpContext context, IRuns runs, RunIntake intake, AuditLog audit, HostFacts facts, NodePoolOptions pool)
    {
        if (!facts.Simulated)
            return Problems.Of(StatusCodes.Status404NotFound, "This host works on real nodes; demonstrations need simulated ones.");
        if (await Forms.ReadAsync(context, LargestForm) is not { } form)
            return Problems.Of(StatusCodes.Status400BadRequest, "Send the form of /runs/new.");
        try
        {
            return await GoAsync(context, intake, audit, DemoRun.Prepare(pool, facts.DataFolder, form["model"], form["fault"].ToString()));
        }
        catch (InputException e)
        {
            return StartForms.Choice(context, await runs.WorkflowsAsync(context.RequestAborted), facts.Simulated, e.Faults);
        }
    }

    private static async Task<IResult> GoAsync(HttpContext context, RunIntake intake, AuditLog audit, RunRequest request)
    {
        var accepted = await intake.AcceptAsync(request with { By = context.Actor() }, context.RequestAborted);
        await audit.WriteAsync(context.Actor(), "run.start", accepted.Run, request.Workflow, context.Remote());
        return Results.LocalRedirect($"/runs/{accepted.Run}");
    }

    private static async Task<WorkflowInfo?> FindAsync(HttpContext context, IRuns runs, string name) =>
        (await runs.WorkflowsAsync(context.RequestAborted)).FirstOrDefault(w => w.Name == name);

    private static IResult NoSuchPipeline(string name) => Problems.Of(StatusCodes.Status404NotFound, $"There is no pipeline '{name}'.");
}
