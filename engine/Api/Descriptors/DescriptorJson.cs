using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Engine.Conversion;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Engine.Api.Descriptors;

/// <summary>Descriptors as the designer reads them: lists never null, types by name.</summary>
internal static class DescriptorJson
{
    public static JsonNode Of(ActivityDescriptor descriptor) => new JsonObject
    {
        ["typeName"] = descriptor.TypeName,
        ["namespace"] = descriptor.Namespace,
        ["name"] = descriptor.Name,
        ["version"] = descriptor.Version,
        ["category"] = descriptor.Category,
        ["displayName"] = descriptor.DisplayName ?? descriptor.Name,
        ["description"] = descriptor.Description ?? "",
        ["inputs"] = new JsonArray([.. descriptor.Inputs.Select(Of)]),
        ["outputs"] = new JsonArray([.. descriptor.Outputs.Select(Of)]),
        ["kind"] = descriptor.Kind.ToString(),
        ["runAsynchronously"] = descriptor.RunAsynchronously,
        ["ports"] = new JsonArray([.. descriptor.Ports.Select(Of)]),
        ["customProperties"] = new JsonObject(),
        ["constructionProperties"] = Node(descriptor.ConstructionProperties),
        ["isContainer"] = descriptor.IsContainer,
        ["isBrowsable"] = descriptor.IsBrowsable,
        ["isStart"] = descriptor.IsStart,
        ["isTerminal"] = descriptor.IsTerminal
    };

    /// <summary>A value as JSON; null as an empty object.</summary>
    public static JsonNode Node(object? value) => JsonSerializer.SerializeToNode(value, EngineJson.Options) ?? new JsonObject();

    private static JsonObject Of(InputDescriptor input)
    {
        var json = Property(input);
        json["isWrapped"] = input.IsWrapped;
        json["uiHint"] = input.UIHint;
        if (input.Category is not null)
            json["category"] = input.Category;
        if (input.DefaultValue is { } value)
            json["defaultValue"] = JsonSerializer.SerializeToNode(value, value.GetType(), EngineJson.Options);
        if (input.DefaultSyntax is not null)
            json["defaultSyntax"] = input.DefaultSyntax;
        json["isReadOnly"] = input.IsReadOnly ?? false;
        json["isSensitive"] = input.IsSensitive;
        json["autoEvaluate"] = input.AutoEvaluate;
        json["uiSpecifications"] = Node(input.UISpecifications);
        json["isSerializable"] = input.IsSerializable ?? true;
        return json;
    }

    private static JsonObject Of(OutputDescriptor output) => Property(output);

    private static JsonObject Property(PropertyDescriptor property)
    {
        var json = new JsonObject { ["name"] = property.Name, ["typeName"] = DefinitionTypes.NameOf(property.Type), ["displayName"] = property.DisplayName ?? property.Name };
        if (property.Description is not null)
            json["description"] = property.Description;
        json["order"] = property.Order;
        json["isBrowsable"] = property.IsBrowsable ?? true;
        json["isSynthetic"] = property.IsSynthetic;
        return json;
    }

    private static JsonObject Of(Port port) => new() { ["name"] = port.Name, ["displayName"] = port.DisplayName ?? port.Name, ["type"] = port.Type.ToString(), ["isBrowsable"] = port.IsBrowsable };
}
