using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Engine.Definitions;

namespace Pipeline.Engine.Api.Definitions;

/// <summary>Reading definitions.</summary>
internal static class DefinitionsApi
{
    public static void MapDefinitions(this IEndpointRouteBuilder api, ApiPolicies policies)
    {
        var read = api.MapGroup("/workflow-definitions").RequireAuthorization(policies.Read);
        read.MapGet("", ListAsync).WithSummary("A page of definitions");
        read.MapGet("/by-definition-id/{definitionId}", FindAsync).WithSummary("One version of a definition");
        read.MapGet("/by-id/{id}", FindVersionAsync).WithSummary("One version by its own id");
        read.MapGet("/many-by-id", FindVersionsAsync).WithSummary("Versions by their own ids");
        read.MapGet("/{definitionId}/versions", VersionsAsync).WithSummary("All versions of a definition");
        read.MapGet("/query/count", CountAsync).WithSummary("How many definitions there are");
        read.MapGet("/validation/is-name-unique", IsNameUniqueAsync).WithSummary("Whether no other definition has a name");
        read.MapGet("/{definitionId}/consumers", (string definitionId) => ApiAnswers.Of(new JsonObject { ["consumingWorkflowDefinitionIds"] = new JsonArray() })).WithSummary("None: workflows are not used as activities");
        read.MapPost("/validate", ValidateAsync).WithSummary("What keeps a definition from running");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IDefinitions definitions)
    {
        var query = DefinitionQuery.Of(context.Request.Query);
        var found = query.Ids.Count > 0
            ? await definitions.FindVersionsAsync(query.Ids, context.RequestAborted)
            : await definitions.ListAsync(query.Versions, context.RequestAborted);
        var (page, total) = query.Apply(found);
        var mayEdit = await context.MayEditAsync();
        return ApiAnswers.Of(new JsonObject
        {
            ["links"] = mayEdit ? DefinitionAnswers.ListLinks() : [],
            ["items"] = new JsonArray([.. page.Select(version => DefinitionAnswers.Summary(version, mayEdit))]),
            ["totalCount"] = total
        });
    }

    private static async Task<IResult> FindAsync(string definitionId, string? versionOptions, HttpContext context, IDefinitions definitions, StandIns standIns)
    {
        var choice = VersionChoice.Parse(versionOptions, VersionChoice.Latest);
        return await definitions.FindAsync(definitionId, choice, context.RequestAborted) is { } found ? ApiAnswers.Of(DefinitionAnswers.Whole(found, standIns, await context.MayEditAsync())) : Results.NotFound();
    }

    private static async Task<IResult> FindVersionAsync(string id, HttpContext context, IDefinitions definitions, StandIns standIns) =>
        await definitions.FindVersionAsync(id, context.RequestAborted) is { } found ? ApiAnswers.Of(DefinitionAnswers.Whole(found, standIns, await context.MayEditAsync())) : Results.NotFound();

    private static async Task<IResult> FindVersionsAsync(HttpContext context, IDefinitions definitions, StandIns standIns)
    {
        var found = new JsonArray();
        var mayEdit = await context.MayEditAsync();
        foreach (var id in DefinitionQuery.Of(context.Request.Query).Ids)
        {
            if (await definitions.FindVersionAsync(id, context.RequestAborted) is { } version)
                found.Add(DefinitionAnswers.Whole(version, standIns, mayEdit));
        }

        return ApiAnswers.Of(new JsonObject { ["items"] = found, ["count"] = found.Count });
    }

    private static async Task<IResult> VersionsAsync(string definitionId, HttpContext context, IDefinitions definitions)
    {
        var all = (await definitions.ListAsync(VersionChoice.All, context.RequestAborted)).Where(version => version.DefinitionId == definitionId).OrderByDescending(version => version.Version);
        var mayEdit = await context.MayEditAsync();
        return ApiAnswers.Of(new JsonArray([.. all.Select(version => DefinitionAnswers.Summary(version, mayEdit))]));
    }

    private static async Task<IResult> CountAsync(HttpContext context, IDefinitions definitions) =>
        ApiAnswers.Of(new JsonObject { ["count"] = (await definitions.ListAsync(VersionChoice.Latest, context.RequestAborted)).Count });

    private static async Task<IResult> IsNameUniqueAsync(string? name, string? definitionId, HttpContext context, IDefinitions definitions)
    {
        var taken = (await definitions.ListAsync(VersionChoice.All, context.RequestAborted))
            .Any(version => version.DefinitionId != definitionId && string.Equals(version.Name, name?.Trim(), StringComparison.OrdinalIgnoreCase));
        return ApiAnswers.Of(new JsonObject { ["isUnique"] = !taken });
    }

    private static async Task<IResult> ValidateAsync(HttpContext context, IDefinitions definitions)
    {
        var faults = definitions.Validate(await ApiBodies.ReadObjectAsync(context));
        return ApiAnswers.Of(new JsonObject { ["faults"] = new JsonArray([.. faults.Select(fault => new JsonObject { ["path"] = fault.Path, ["message"] = fault.Message })]) });
    }
}
