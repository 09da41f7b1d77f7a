using System.Text.Json.Nodes;
using Elsa.Workflows.Management;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Api.Instances;

/// <summary>The buttons of Studio's list of instances that act on more than the marked rows.</summary>
internal static class MatchingInstancesApi
{
    private const string Cancel = "Cancel";

    /// <summary>Maps it.</summary>
    public static void MapMatchingInstances(this IEndpointRouteBuilder api, ApiPolicies policies)
    {
        var run = api.MapGroup("").RequireAuthorization(policies.Run);
        run.MapPost("/alterations/submit", SubmitAsync).WithSummary("Cancels all instances that match a filter");
        run.MapPost("/bulk-actions/import/workflow-instances", () => ApiAnswers.Of(new JsonObject { ["count"] = 0 })).WithSummary("Takes none: a run belongs to the host whose nodes it used");
    }

    private static async Task<IResult> SubmitAsync(HttpContext context, IInstanceControl control, IWorkflowInstanceStore store, StateJson json)
    {
        if (await ApiBodies.ReadAsync<Plan>(context, json) is not { Filter: { } filter, Alterations: [{ Type: Cancel }] })
            return ApiAnswers.Refuse("Only the alteration 'Cancel' with a filter is known.");
        if (filter.Fault is { } fault)
            return ApiAnswers.Refuse(fault);
        foreach (var id in await store.FindManyIdsAsync(filter.ToFilter(), context.RequestAborted))
            await control.CancelAsync(context, id);
        return ApiAnswers.Of(new JsonObject { ["planId"] = context.TraceIdentifier });
    }

    private sealed record Plan(IReadOnlyList<Alteration>? Alterations, InstanceQuery? Filter);

    private sealed record Alteration(string? Type);
}
