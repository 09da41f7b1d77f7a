using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Engine.Registration;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>
/// Brings a definition into the one form in which it is kept: what the designer leaves out is filled in (ids, node ids, types of
/// inputs, empty lists), what it rewrites (order and nulls in variables, inputs, outputs, options) is put back in order. Unknown
/// members stay. Doing it twice changes nothing.
/// </summary>
internal sealed class DefinitionNormalizer(ActivityTypes types, IIdentityGenerator ids)
{
    private const string WorkflowNode = "Workflow1";

    private static readonly string[] VariableMembers = ["id", "name", "typeName", "isArray", "value", "storageDriverTypeName"];
    private static readonly string[] ArgumentMembers = ["uiHint", "storageDriverType", "type", "isArray", "name", "displayName", "description", "category"];
    private static readonly string[] OptionMembers = ["activationStrategyType", "usableAsActivity", "autoUpdateConsumingWorkflows", "activityCategory", "incidentStrategyType", "commitStrategyName"];

    /// <summary>The content of a definition: all but what the server keeps itself (ids, version, publication).</summary>
    public JsonObject Content(JsonObject definition)
    {
        var content = new JsonObject
        {
            ["variables"] = Ordered(definition["variables"], VariableMembers, Variable),
            ["inputs"] = Ordered(definition["inputs"], ArgumentMembers, Argument),
            ["outputs"] = Ordered(definition["outputs"], ArgumentMembers, Argument),
            ["outcomes"] = definition["outcomes"] is JsonArray outcomes ? outcomes.DeepClone() : new JsonArray(),
            ["customProperties"] = definition["customProperties"] is JsonObject properties ? properties.DeepClone() : new JsonObject(),
            ["options"] = Options(definition["options"] as JsonObject),
            ["root"] = definition["root"]?.DeepClone()
        };
        foreach (var (name, value) in definition)
        {
            if (!content.ContainsKey(name) && !DefinitionMembers.Own.Contains(name))
                content[name] = value?.DeepClone();
        }

        if (content["root"] is JsonObject root)
            Activity(root, WorkflowNode);
        return content;
    }

    private void Activity(JsonObject activity, string parent)
    {
        if (activity.Text("id") is not { Length: > 0 } id)
            Put(activity, "id", 0, id = ids.GenerateId());
        var nodeId = $"{parent}:{id}";
        if (activity.Text("nodeId") != nodeId)
            Put(activity, "nodeId", activity.IndexOf("id") + 1, nodeId);
        Default(activity, "customProperties", () => new JsonObject());
        Default(activity, "metadata", () => new JsonObject());
        if (activity.Text("type") is not { } type || types.Find(type, activity.Number("version")) is not { } descriptor)
            return;
        foreach (var member in ActivityShape.Of(descriptor.ClrType).Members)
            Member(activity, member, nodeId);
    }

    private void Member(JsonObject activity, ActivityMember member, string nodeId)
    {
        switch (member.Kind)
        {
            case MemberKind.Activities:
                Default(activity, member.Name, () => new JsonArray());
                foreach (var child in (activity[member.Name] as JsonArray)?.OfType<JsonObject>() ?? [])
                    Activity(child, nodeId);
                break;
            case MemberKind.Activity when activity[member.Name] is JsonObject child:
                Activity(child, nodeId);
                break;
            case MemberKind.Cases:
                foreach (var child in (activity[member.Name] as JsonArray)?.OfType<JsonObject>().Select(item => item["activity"]).OfType<JsonObject>() ?? [])
                    Activity(child, nodeId);
                break;
            case MemberKind.Variables:
                Default(activity, member.Name, () => new JsonArray());
                break;
            case MemberKind.Connections:
                Default(activity, member.Name, () => new JsonArray());
                foreach (var connection in (activity[member.Name] as JsonArray)?.OfType<JsonObject>() ?? [])
                    Default(connection, "vertices", () => new JsonArray());
                break;
            case MemberKind.Input or MemberKind.Output when activity[member.Name] is JsonObject argument:
                Argument(argument, member);
                break;
        }
    }

    /// <summary>The designer sends <c>typeName: null, memoryReference: null</c> for a new argument.</summary>
    private static void Argument(JsonObject argument, ActivityMember member)
    {
        if (argument.Text("typeName") is null)
            Put(argument, "typeName", 0, DefinitionTypes.NameOf(member.Property.PropertyType is { IsGenericType: true } type ? type.GetGenericArguments()[0] : typeof(object)));
        if (argument.TryGetPropertyValue("memoryReference", out var reference) && reference is null)
            argument.Remove("memoryReference");
    }

    private static JsonArray Ordered(JsonNode? list, string[] order, Action<JsonObject> complete)
    {
        var items = new JsonArray();
        foreach (var item in (list as JsonArray) ?? [])
        {
            if (item is not JsonObject members)
            {
                items.Add(item?.DeepClone());
                continue;
            }

            var ordered = WithoutNulls(members, order);
            complete(ordered);
            items.Add(ordered);
        }

        return items;
    }

    private static void Variable(JsonObject variable)
    {
        if (variable["value"] is JsonValue value && value.GetValueKind() != JsonValueKind.String)
            variable["value"] = value.ToJsonString();
        else if (variable["value"] is JsonObject or JsonArray)
            variable["value"] = DefinitionText.WriteCompact(variable["value"]!);
        // The designer's list sends the full name, its server answers the short one.
        if (variable.Text("storageDriverTypeName") is { } driver && driver.Split(',')[0] is var full && full.Contains('.', StringComparison.Ordinal))
            variable["storageDriverTypeName"] = full[(full.LastIndexOf('.') + 1)..].Trim();
    }

    private static void Argument(JsonObject argument)
    {
        if (!argument.Flag("isArray"))
            argument.Remove("isArray");
    }

    private static JsonObject Options(JsonObject? options)
    {
        var ordered = WithoutNulls(options ?? [], OptionMembers);
        if (!ordered.ContainsKey("autoUpdateConsumingWorkflows"))
            Put(ordered, "autoUpdateConsumingWorkflows", OptionMembers.Take(2).Count(ordered.ContainsKey), false);
        return ordered;
    }

    private static JsonObject WithoutNulls(JsonObject members, string[] order)
    {
        var ordered = new JsonObject();
        foreach (var name in order.Where(members.ContainsKey).Concat(members.Select(member => member.Key).Where(name => !order.Contains(name))))
        {
            if (members[name] is { } value)
                ordered[name] = value.DeepClone();
        }

        return ordered;
    }

    private static void Default(JsonObject owner, string name, Func<JsonNode> value)
    {
        if (owner[name] is null)
            owner[name] = value();
    }

    private static void Put(JsonObject owner, string name, int index, JsonNode value)
    {
        if (owner.ContainsKey(name))
            owner[name] = value;
        else
            owner.Insert(index, name, value);
    }
}
