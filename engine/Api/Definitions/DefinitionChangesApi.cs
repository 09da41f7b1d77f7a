using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Engine.Api.Definitions;

/// <summary>Changing definitions.</summary>
internal static class DefinitionChangesApi
{
    public static void MapDefinitionChanges(this IEndpointRouteBuilder api, ApiPolicies policies)
    {
        var edit = api.MapGroup("").RequireAuthorization(policies.Edit);
        edit.MapPost("/workflow-definitions", SaveAsync).WithSummary("Stores a draft, and publishes it when asked to");
        edit.MapPost("/workflow-definitions/import", (HttpContext context, IDefinitions definitions, StandIns standIns, IDefinitionControl control) => ImportAsync(null, context, definitions, standIns, control)).WithSummary("Stores a definition from elsewhere as a draft");
        edit.MapPut("/workflow-definitions/{definitionId}/import", ImportAsync).WithSummary("Stores a definition from elsewhere under an id");
        edit.MapPost("/workflow-definitions/{definitionId}/publish", PublishAsync).WithSummary("Makes the latest version the one that runs");
        edit.MapPost("/workflow-definitions/{definitionId}/retract", RetractAsync).WithSummary("Ends the publication");
        edit.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}", RevertAsync).WithSummary("Makes a draft of an older version");
        edit.MapDelete("/workflow-definitions/{definitionId}", DeleteAsync).WithSummary("Deletes a definition; its runs go on");
        edit.MapDelete("/workflow-definition-versions/{id}", DeleteVersionAsync).WithSummary("Deletes a version; its runs go on");
    }

    private static async Task<IResult> SaveAsync(HttpContext context, IDefinitions definitions, StandIns standIns, IDefinitionControl control)
    {
        var body = await ApiBodies.ReadObjectAsync(context);
        if (body.Object("model") is not { } model)
            return ApiAnswers.Refuse("The member 'model' with the definition is missing.");
        var saved = await definitions.SaveAsync(StandIns.TakeBack(model), context.RequestAborted);
        if (!body.Flag("publish"))
            return ApiAnswers.Of(DefinitionAnswers.Saved(saved, standIns, alreadyPublished: false));
        var published = await definitions.PublishAsync(saved.DefinitionId, context.RequestAborted);
        await control.ChangedAsync(context, "definition.publish", saved.DefinitionId);
        return ApiAnswers.Of(DefinitionAnswers.Saved(published.Version, standIns, published.AlreadyPublished));
    }

    private static async Task<IResult> ImportAsync(string? definitionId, HttpContext context, IDefinitions definitions, StandIns standIns, IDefinitionControl control)
    {
        var definition = await ApiBodies.ReadObjectAsync(context);
        if (definitionId is not null)
            definition["definitionId"] = definitionId;
        var imported = await definitions.ImportAsync(StandIns.TakeBack(definition), context.RequestAborted);
        await control.ChangedAsync(context, "definition.import", imported.DefinitionId);
        return ApiAnswers.Of(DefinitionAnswers.Whole(imported, standIns));
    }

    private static async Task<IResult> PublishAsync(string definitionId, HttpContext context, IDefinitions definitions, StandIns standIns, IDefinitionControl control)
    {
        var published = await definitions.PublishAsync(definitionId, context.RequestAborted);
        await control.ChangedAsync(context, "definition.publish", definitionId);
        return ApiAnswers.Of(DefinitionAnswers.Saved(published.Version, standIns, published.AlreadyPublished));
    }

    private static async Task<IResult> RetractAsync(string definitionId, HttpContext context, IDefinitions definitions, StandIns standIns, IDefinitionControl control)
    {
        var retracted = await definitions.RetractAsync(definitionId, context.RequestAborted);
        await control.ChangedAsync(context, "definition.retract", definitionId);
        return ApiAnswers.Of(DefinitionAnswers.Whole(retracted, standIns));
    }

    private static async Task<IResult> RevertAsync(string definitionId, int version, HttpContext context, IDefinitions definitions, IDefinitionControl control)
    {
        var reverted = await definitions.RevertAsync(definitionId, version, context.RequestAborted);
        await control.ChangedAsync(context, "definition.revert", definitionId);
        return ApiAnswers.Of(DefinitionAnswers.Summary(reverted), StatusCodes.Status201Created);
    }

    private static async Task<IResult> DeleteAsync(string definitionId, HttpContext context, IDefinitions definitions, IDefinitionControl control)
    {
        if (await definitions.DeleteAsync(definitionId, context.RequestAborted) == 0)
            return Results.NotFound();
        await control.ChangedAsync(context, "definition.delete", definitionId);
        return Results.NoContent();
    }

    private static async Task<IResult> DeleteVersionAsync(string id, HttpContext context, IDefinitions definitions, IDefinitionControl control)
    {
        if (!await definitions.DeleteVersionAsync(id, context.RequestAborted))
            return Results.NotFound();
        await control.ChangedAsync(context, "definition.delete-version", id);
        return Results.NoContent();
    }
}
