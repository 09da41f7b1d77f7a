using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Engine.Api.Descriptors;

/// <summary>What expressions can be, and what JavaScript ones can use: for the editor's suggestions.</summary>
internal static class ScriptingApi
{
    private const string Functions = """
        declare function getInput(name: string): any;
        declare function getVariable(name: string): any;
        declare function setVariable(name: string, value: any): void;
        declare function getOutputFrom(activityIdOrName: string, outputName?: string): any;
        declare function getLastResult(): any;
        declare function getWorkflowInstanceId(): string;
        declare function getWorkflowInstanceName(): string;
        declare function setWorkflowInstanceName(name: string): void;
        declare function getWorkflowDefinitionId(): string;
        declare function getWorkflowDefinitionVersionId(): string;
        declare function getWorkflowDefinitionVersion(): number;
        declare function getCorrelationId(): string;
        declare function setCorrelationId(id: string): void;
        declare function isNullOrEmpty(text: string): boolean;
        declare function isNullOrWhiteSpace(text: string): boolean;
        declare function newGuid(): string;
        declare function newGuidString(): string;
        declare function newShortGuid(): string;
        declare function parseGuid(text: string): string;
        declare function toJson(value: any): string;

        """;

    public static void MapScripting(this IEndpointRouteBuilder api, ApiPolicies policies)
    {
        var read = api.MapGroup("").RequireAuthorization(policies.Read);
        read.MapGet("/descriptors/expression-descriptors", (IExpressionDescriptorRegistry registry) => List(registry)).WithSummary("The types of expressions");
        read.MapPost("/scripting/javascript/type-definitions/{definitionId}", TypesAsync).WithSummary("TypeScript declarations of what JavaScript expressions can use");
    }

    private static IResult List(IExpressionDescriptorRegistry registry)
    {
        var items = new JsonArray([.. registry.ListAll().Select(descriptor => new JsonObject
        {
            ["type"] = descriptor.Type,
            ["displayName"] = descriptor.DisplayName,
            ["isSerializable"] = descriptor.IsSerializable,
            // These the designer offers as "Default", by the editor of the input.
            ["isBrowsable"] = descriptor.IsBrowsable && descriptor.Type is not ("Literal" or "Object" or "Output"),
            ["properties"] = DescriptorJson.Node(descriptor.Properties)
        })]);
        return ApiAnswers.Of(new JsonObject { ["items"] = items, ["count"] = items.Count });
    }

    private static async Task<IResult> TypesAsync(string definitionId, HttpContext context, IDefinitions definitions)
    {
        var text = new StringBuilder(Functions);
        var variables = (await definitions.FindAsync(definitionId, VersionChoice.Latest, context.RequestAborted))?.Content?["variables"] as JsonArray ?? [];
        var members = new StringBuilder();
        foreach (var variable in variables.OfType<JsonObject>())
        {
            if (variable.Text("name") is not { Length: > 0 } name || !name.All(c => char.IsLetterOrDigit(c) || c == '_') || char.IsDigit(name[0]))
                continue;
            var type = variable.Flag("isArray") ? "any[]" : TypeOf(variable.Text("typeName"));
            var word = char.ToUpperInvariant(name[0]) + name[1..];
            text.Append("declare function get").Append(word).Append("(): ").Append(type).Append(";\n");
            text.Append("declare function set").Append(word).Append("(value: ").Append(type).Append("): void;\n");
            members.Append(name).Append(": ").Append(type).Append("; ");
        }

        text.Append("declare const variables: { ").Append(members).Append("};\n");
        return Results.Text(text.ToString(), "application/x-typescript");
    }

    private static string TypeOf(string? name) => name switch
    {
        "String" or "Guid" or "TimeSpan" => "string",
        "Boolean" => "boolean",
        "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal" => "number",
        "DateTime" or "DateTimeOffset" => "Date",
        _ => "any"
    };
}
