using System.Text.Json.Nodes;
using Elsa.Workflows.Activities;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>Makes a workflow of its definition.</summary>
internal sealed class WorkflowReader(ActivityReader activities, VariableReader variables)
{
    /// <summary>Everything that is wrong with a definition; empty if it can run.</summary>
    public IReadOnlyList<DefinitionFault> Validate(JsonObject definition)
    {
        var scope = new ReadingScope();
        Read(definition, scope);
        return scope.Faults;
    }

    /// <exception cref="InvalidDefinitionException">The definition cannot run.</exception>
    public Workflow Read(JsonObject definition)
    {
        var scope = new ReadingScope();
        var workflow = Read(definition, scope);
        return scope.Faults.Count == 0 ? workflow! : throw new InvalidDefinitionException(scope.Faults);
    }

    private Workflow? Read(JsonObject definition, ReadingScope scope)
    {
        var declared = variables.Read(scope.Array(definition, "variables", "$"), "$.variables", scope);
        scope.Enter(declared);
        scope.Inputs.AddRange(Arguments<InputDefinition>(definition, "inputs", scope));
        var outputs = Arguments<OutputDefinition>(definition, "outputs", scope);
        var outcomes = scope.Array(definition, "outcomes", "$")?.Select(outcome => outcome.Text()).OfType<string>().ToList() ?? [];
        var options = OptionsReader.Read(definition.Object("options"), scope);
        definition.TryGetPropertyValue("root", out var rootNode);
        if (rootNode is null)
            scope.Fault("$.root", "The definition has no root activity.");
        if (activities.Read(rootNode, "$.root", scope) is not { } root)
            return null;

        var definitionId = definition.Text("definitionId") ?? "";
        return new Workflow(
            new WorkflowIdentity(definitionId, definition.Number("version") ?? 1, definition.Text("id") ?? ""),
            new WorkflowPublication(definition.Flag("isLatest"), definition.Flag("isPublished")),
            new WorkflowMetadata(definition.Text("name"), definition.Text("description"), CreatedAt(definition), ToolVersion(definition)),
            options,
            root,
            declared,
            scope.Inputs,
            outputs,
            outcomes,
            JsonValues.Dictionary(definition.Object("customProperties")),
            definition.Flag("isReadonly"),
            definition.Flag("isSystem"));
    }

    private static List<T> Arguments<T>(JsonObject definition, string name, ReadingScope scope) where T : ArgumentDefinition, new()
    {
        var arguments = new List<T>();
        var declarations = scope.Array(definition, name, "$");
        for (var index = 0; index < (declarations?.Count ?? 0); index++)
        {
            var path = $"$.{name}[{index}]";
            if (declarations![index] is not JsonObject json || json.Text("name") is not { Length: > 0 } argument)
            {
                scope.Fault(path, "This needs a 'name'.");
                continue;
            }

            if (DefinitionTypes.Find(json.Text("type")) is not { } item)
            {
                scope.Fault($"{path}.type", $"There is no type '{json.Text("type")}'; use one of {string.Join(", ", DefinitionTypes.Offered.Select(type => type.Name))}.");
                continue;
            }

            if (arguments.Exists(other => other.Name == argument))
                scope.Fault($"{path}.name", $"The name '{argument}' is used twice.");
            arguments.Add(new T
            {
                Name = argument,
                Type = json.Flag("isArray") ? item.MakeArrayType() : item,
                DisplayName = json.Text("displayName") ?? argument,
                Description = json.Text("description") ?? "",
                Category = json.Text("category") ?? ""
            });
        }

        return arguments;
    }

    private static DateTimeOffset CreatedAt(JsonObject definition) =>
        DateTimeOffset.TryParse(definition.Text("createdAt"), System.Globalization.CultureInfo.InvariantCulture, out var moment) ? moment : default;

    private static Version? ToolVersion(JsonObject definition) => Version.TryParse(definition.Text("toolVersion"), out var version) ? version : null;
}
