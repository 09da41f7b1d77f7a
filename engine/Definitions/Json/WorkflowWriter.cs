using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows.Activities;
using Pipeline.Engine.Conversion;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>Writes a workflow as a definition.</summary>
internal static class WorkflowWriter
{
    /// <param name="workflow">A workflow whose graph was built.</param>
    /// <param name="faults">Takes what cannot be written.</param>
    public static JsonObject Write(Workflow workflow, List<DefinitionFault> faults)
    {
        var (identity, metadata) = (workflow.Identity, workflow.WorkflowMetadata);
        var definition = new JsonObject { ["id"] = identity.Id, ["definitionId"] = identity.DefinitionId, ["name"] = metadata.Name };
        if (!string.IsNullOrEmpty(metadata.Description))
            definition["description"] = metadata.Description;
        definition["createdAt"] = metadata.CreatedAt;
        definition["version"] = identity.Version;
        if (metadata.ToolVersion is { } tool)
            definition["toolVersion"] = tool.ToString();
        definition["variables"] = new JsonArray([.. workflow.Variables.Select(VariableWriter.Write)]);
        definition["inputs"] = new JsonArray([.. workflow.Inputs.Select(input => Argument(input, input.UIHint))]);
        definition["outputs"] = new JsonArray([.. workflow.Outputs.Select(output => Argument(output, null))]);
        definition["outcomes"] = new JsonArray([.. workflow.Outcomes.Select(outcome => JsonValue.Create(outcome))]);
        definition["customProperties"] = JsonSerializer.SerializeToNode(workflow.CustomProperties, EngineJson.Options);
        definition["isReadonly"] = workflow.IsReadonly;
        definition["isSystem"] = workflow.IsSystem;
        definition["isLatest"] = workflow.Publication.IsLatest;
        definition["isPublished"] = workflow.Publication.IsPublished;
        definition["options"] = Options(workflow.Options);
        definition["root"] = ActivityWriter.Write(workflow.Root, "$.root", faults);
        return definition;
    }

    private static JsonObject Argument(ArgumentDefinition argument, string? hint)
    {
        var isArray = argument.Type is { IsSZArray: true };
        var json = new JsonObject();
        if (hint is not null)
            json["uiHint"] = hint.Length > 0 ? hint : Registration.UIHintDefaults.Of(argument.Type);
        json["type"] = DefinitionTypes.NameOf(isArray ? argument.Type.GetElementType()! : argument.Type);
        if (isArray)
            json["isArray"] = true;
        json["name"] = argument.Name;
        json["displayName"] = argument.DisplayName;
        json["description"] = argument.Description;
        json["category"] = argument.Category;
        return json;
    }

    private static JsonObject Options(WorkflowOptions options)
    {
        var json = new JsonObject();
        if (options.ActivationStrategyType is { } activation)
            json["activationStrategyType"] = activation.FullName;
        if (options.UsableAsActivity is { } usable)
            json["usableAsActivity"] = usable;
        json["autoUpdateConsumingWorkflows"] = options.AutoUpdateConsumingWorkflows;
        if (options.ActivityCategory is { } category)
            json["activityCategory"] = category;
        if (options.IncidentStrategyType is { } incidents)
            json["incidentStrategyType"] = incidents.Name;
        if (options.CommitStrategyName is { } commit)
            json["commitStrategyName"] = commit;
        return json;
    }
}
