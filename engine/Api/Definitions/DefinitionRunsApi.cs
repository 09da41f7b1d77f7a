using System.Text.Json.Nodes;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Runtime.Intake;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Api.Definitions;

/// <summary>Running definitions.</summary>
internal static class DefinitionRunsApi
{
    private const string InstanceHeader = "x-elsa-workflow-instance-id";
    private const string CannotStartHeader = "x-elsa-workflow-cannot-start";

    public static void MapDefinitionRuns(this IEndpointRouteBuilder api, ApiPolicies policies)
    {
        var run = api.MapGroup("/workflow-definitions/{definitionId}").RequireAuthorization(policies.Run);
        run.MapPost("/execute", ExecuteAsync).WithSummary("Starts a run; answers when it waits or is over");
        run.MapPost("/dispatch", DispatchAsync).WithSummary("Starts a run; answers at once");
    }

    private static async Task<IResult> ExecuteAsync(string definitionId, HttpContext context, IDefinitions definitions, IDefinitionControl control, IWorkflowInstanceStore instances, StateJson json)
    {
        context.Response.Headers.AccessControlExposeHeaders = $"{InstanceHeader}, {CannotStartHeader}";
        string id;
        try
        {
            id = await StartAsync(definitionId, VersionChoice.Latest, context, definitions, control);
        }
        catch (ActivationRefusedException)
        {
            context.Response.Headers[CannotStartHeader] = "True";
            throw;
        }

        context.Response.Headers[InstanceHeader] = id;
        context.Response.Headers[CannotStartHeader] = "False";
        await control.SettledAsync(id, context.RequestAborted);
        var instance = await instances.FindAsync(new WorkflowInstanceFilter { Id = id }, context.RequestAborted);
        return Results.Json(new { instance?.WorkflowState }, json.Options);
    }

    private static async Task<IResult> DispatchAsync(string definitionId, HttpContext context, IDefinitions definitions, IDefinitionControl control) =>
        ApiAnswers.Of(new JsonObject { ["workflowInstanceId"] = await StartAsync(definitionId, VersionChoice.Published, context, definitions, control) });

    private static async Task<string> StartAsync(string definitionId, VersionChoice usual, HttpContext context, IDefinitions definitions, IDefinitionControl control)
    {
        var body = await ApiBodies.ReadObjectAsync(context);
        var choice = VersionChoice.Parse(body["versionOptions"]?.ToString(), usual);
        var version = await definitions.FreezeAsync(definitionId, choice, context.RequestAborted);
        var input = body.Object("input") is { } members ? JsonValues.Dictionary(members) : null;
        return await control.StartAsync(context, version, new RunOrder(body.Text("correlationId"), body.Text("triggerActivityId"), input));
    }
}
