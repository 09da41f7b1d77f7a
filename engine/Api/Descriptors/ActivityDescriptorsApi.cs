using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Engine.Registration;

namespace Pipeline.Engine.Api.Descriptors;

/// <summary>The activities that definitions are made of.</summary>
internal static class ActivityDescriptorsApi
{
    public static void MapActivityDescriptors(this IEndpointRouteBuilder api, ApiPolicies policies)
    {
        var read = api.MapGroup("/descriptors/activities").RequireAuthorization(policies.Read);
        read.MapGet("", ListAsync).WithSummary("All activities with their inputs, outputs and ports");
        read.MapPost("/{type}/options/{property}", OptionsAsync).WithSummary("What an input's editor offers now");
    }

    private static async Task<IResult> ListAsync(ActivityTypes types, HttpContext context) =>
        List([.. (await types.DescribeAsync(context.RequestAborted)).Select(DescriptorJson.Of)]);

    private static async Task<IResult> OptionsAsync(string type, string property, ActivityTypes types, HttpContext context) =>
        await types.DescribeInputAsync(type, property, context.RequestAborted) is { } input
            ? ApiAnswers.Of(new JsonObject { ["items"] = DescriptorJson.Node(input.UISpecifications) })
            : Results.NotFound();

    private static IResult List(JsonArray items) => ApiAnswers.Of(new JsonObject { ["items"] = items, ["count"] = items.Count });
}
