using System.Text.Json.Nodes;
using Elsa.Workflows.Runtime.Exceptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Engine.Api.Definitions;

/// <summary>Changing many definitions at once. What one of them refuses does not keep the others.</summary>
internal static class BulkDefinitionsApi
{
    public static void MapBulkDefinitions(this IEndpointRouteBuilder api, ApiPolicies policies)
    {
        var edit = api.MapGroup("/bulk-actions").RequireAuthorization(policies.Edit);
        edit.MapPost("/publish/workflow-definitions/by-definition-ids", PublishAsync).WithSummary("Publishes definitions");
        edit.MapPost("/retract/workflow-definitions/by-definition-ids", RetractAsync).WithSummary("Ends the publication of definitions");
        edit.MapPost("/delete/workflow-definitions/by-definition-id", DeleteAsync).WithSummary("Deletes definitions");
        edit.MapPost("/delete/workflow-definitions/by-id", DeleteVersionsAsync).WithSummary("Deletes versions");
    }

    private static async Task<IResult> PublishAsync(HttpContext context, IDefinitions definitions, IDefinitionControl control)
    {
        var (published, already, missing, failed) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        foreach (var id in (await ApiBodies.ReadObjectAsync(context)).Texts("definitionIds"))
        {
            try
            {
                var result = await definitions.PublishAsync(id, context.RequestAborted);
                (result.AlreadyPublished ? already : published).Add(id);
                await control.ChangedAsync(context, "definition.publish", id);
            }
            catch (WorkflowDefinitionNotFoundException)
            {
                missing.Add(id);
            }
            catch (Exception e) when (e is InvalidDefinitionException or DefinitionRefusedException)
            {
                failed.Add(id);
            }
        }

        return ApiAnswers.Of(Lists(("published", published), ("alreadyPublished", already), ("notFound", missing), ("skipped", []), ("updatedConsumers", []), ("failed", failed)));
    }

    private static async Task<IResult> RetractAsync(HttpContext context, IDefinitions definitions, IDefinitionControl control)
    {
        var (retracted, not, missing, skipped) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        foreach (var id in (await ApiBodies.ReadObjectAsync(context)).Texts("definitionIds"))
        {
            if (await definitions.FindAsync(id, VersionChoice.Latest, context.RequestAborted) is not { } latest)
                missing.Add(id);
            else if (latest.IsReadonly)
                skipped.Add(id);
            else if (await definitions.FindAsync(id, VersionChoice.Published, context.RequestAborted) is null)
                not.Add(id);
            else
            {
                await definitions.RetractAsync(id, context.RequestAborted);
                await control.ChangedAsync(context, "definition.retract", id);
                retracted.Add(id);
            }
        }

        return ApiAnswers.Of(Lists(("retracted", retracted), ("alreadyRetracted", not), ("skipped", skipped), ("notPublished", []), ("notFound", missing)));
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, IDefinitions definitions, IDefinitionControl control)
    {
        var deleted = 0;
        foreach (var id in (await ApiBodies.ReadObjectAsync(context)).Texts("definitionIds"))
        {
            if (await definitions.FindAsync(id, VersionChoice.Latest, context.RequestAborted) is null or { IsReadonly: true })
                continue;
            deleted += await definitions.DeleteAsync(id, context.RequestAborted) > 0 ? 1 : 0;
            await control.ChangedAsync(context, "definition.delete", id);
        }

        return ApiAnswers.Of(new JsonObject { ["deleted"] = deleted });
    }

    private static async Task<IResult> DeleteVersionsAsync(HttpContext context, IDefinitions definitions, IDefinitionControl control)
    {
        var deleted = 0;
        foreach (var id in (await ApiBodies.ReadObjectAsync(context)).Texts("ids"))
        {
            if (!await definitions.DeleteVersionAsync(id, context.RequestAborted))
                continue;
            deleted++;
            await control.ChangedAsync(context, "definition.delete-version", id);
        }

        return ApiAnswers.Of(new JsonObject { ["deleted"] = deleted });
    }

    private static JsonObject Lists(params IEnumerable<(string Name, List<string> Ids)> lists) =>
        new(lists.Select(list => KeyValuePair.Create(list.Name, (JsonNode?)DefinitionAnswers.Texts(list.Ids))));
}
