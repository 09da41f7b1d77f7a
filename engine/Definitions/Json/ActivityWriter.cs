using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Pipeline.Engine.Conversion;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>Writes activities, in the member order of Elsa's server.</summary>
internal static class ActivityWriter
{
    /// <param name="activity">The activity; of a graph that was built, so that it has its ids.</param>
    /// <param name="path">Where it is written.</param>
    /// <param name="faults">Takes what cannot be written.</param>
    public static JsonObject Write(IActivity activity, string path, List<DefinitionFault> faults)
    {
        var json = new JsonObject();
        var members = Shape(activity, path, faults);
        foreach (var member in members.Where(member => !IsStructure(member)))
            WriteMember(json, activity, member, path, faults);
        WriteCommon(json, activity);
        foreach (var member in members.Where(IsStructure).OrderBy(member => Array.IndexOf(StructureOrder, member.Kind)))
            WriteMember(json, activity, member, path, faults);
        return json;
    }

    private static readonly MemberKind[] StructureOrder = [MemberKind.Activity, MemberKind.Activities, MemberKind.Start, MemberKind.Variables, MemberKind.Connections];

    private static bool IsStructure(ActivityMember member) => StructureOrder.Contains(member.Kind);

    private static IReadOnlyList<ActivityMember> Shape(IActivity activity, string path, List<DefinitionFault> faults)
    {
        if (IsCode(activity))
            faults.Add(new DefinitionFault(path, $"The activity {activity.Type} is code, which no definition can hold."));
        try
        {
            return ActivityShape.Of(activity.GetType()).Members;
        }
        catch (InvalidOperationException e)
        {
            faults.Add(new DefinitionFault(path, e.Message));
            return [];
        }
    }

    private static bool IsCode(IActivity activity) =>
        activity.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Any(field => field.GetValue(activity) is Delegate);

    private static void WriteCommon(JsonObject json, IActivity activity)
    {
        json["id"] = activity.Id;
        json["nodeId"] = activity.NodeId;
        json["name"] = activity.Name;
        json["type"] = activity.Type;
        json["version"] = activity.Version;
        var properties = Properties(activity.CustomProperties);
        properties["canStartWorkflow"] = activity is Activity { CanStartWorkflow: true };
        properties["runAsynchronously"] = activity is Activity { RunAsynchronously: true };
        json["customProperties"] = properties;
        json["metadata"] = Properties(activity.Metadata);
    }

    private static void WriteMember(JsonObject json, IActivity activity, ActivityMember member, string path, List<DefinitionFault> faults)
    {
        var at = JsonValues.Member(path, member.Name);
        switch (member.Get(activity))
        {
            case null:
                break;
            case Input input when input.Expression is { } expression:
                json[member.Name] = new JsonObject { ["typeName"] = DefinitionTypes.NameOf(input.Type), ["expression"] = ExpressionWriter.Write(expression, $"{at}.expression", faults) };
                break;
            case Input input when input.MemoryBlockReference() is Variable variable:
                json[member.Name] = new JsonObject { ["typeName"] = DefinitionTypes.NameOf(input.Type), ["expression"] = ExpressionWriter.Write(new Expression("Variable", variable), $"{at}.expression", faults) };
                break;
            case Input:
                break;
            case Output output when output.MemoryBlockReference() is Variable variable:
                json[member.Name] = new JsonObject { ["typeName"] = DefinitionTypes.NameOf(TypeOf(member)), ["memoryReference"] = new JsonObject { ["id"] = variable.Id } };
                break;
            case Output:
                break;
            case Variable variable:
                json[member.Name] = ExpressionWriter.Reference(variable);
                break;
            case IActivity when member.Kind == MemberKind.Start:
                // A mark on the activity itself: the designer shows it, and takes no reference here.
                break;
            case IActivity child:
                json[member.Name] = Write(child, at, faults);
                break;
            case IEnumerable<IActivity> children:
                json[member.Name] = List(children, (child, index) => Child(activity, child, $"{at}[{index}]", faults));
                break;
            case IEnumerable<Variable> variables:
                json[member.Name] = List(variables, (variable, _) => VariableWriter.Write(variable));
                break;
            case IEnumerable<Connection> connections:
                json[member.Name] = List(connections, (connection, _) => Write(connection));
                break;
            case IEnumerable cases when member.Kind == MemberKind.Cases:
                json[member.Name] = List(cases.Cast<object>(), (item, index) => Case(item, $"{at}[{index}]", faults));
                break;
            case { } value:
                json[member.Name] = JsonSerializer.SerializeToNode(value, member.Property.PropertyType, EngineJson.Options);
                break;
        }
    }

    private static JsonObject Child(IActivity parent, IActivity child, string path, List<DefinitionFault> faults)
    {
        var json = Write(child, path, faults);
        if (parent is Flowchart chart && chart.Start == child)
            json["customProperties"]!["canStartWorkflow"] = true;
        return json;
    }

    private static JsonObject Case(object item, string path, List<DefinitionFault> faults)
    {
        var (label, condition, activity) = CaseShape.Read(item);
        var json = new JsonObject { ["label"] = label, ["condition"] = ExpressionWriter.Write(condition, $"{path}.condition", faults) };
        if (activity is not null)
            json["activity"] = Write(activity, $"{path}.activity", faults);
        return json;
    }

    private static JsonObject Write(Connection connection) => new()
    {
        ["source"] = new JsonObject { ["activity"] = connection.Source.Activity.Id, ["port"] = connection.Source.Port ?? "Done" },
        ["target"] = new JsonObject { ["activity"] = connection.Target.Activity.Id, ["port"] = connection.Target.Port ?? "In" },
        ["vertices"] = List(connection.Vertices, (vertex, _) => new JsonObject { ["x"] = vertex.X, ["y"] = vertex.Y })
    };

    private static JsonObject Properties(IDictionary<string, object> properties)
    {
        var json = new JsonObject();
        foreach (var (name, value) in properties)
            json[name] = JsonSerializer.SerializeToNode(value, EngineJson.Options);
        return json;
    }

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, int, JsonNode> write) => new([.. items.Select(write)]);

    private static Type TypeOf(ActivityMember member) => member.Property.PropertyType is { IsGenericType: true } type ? type.GetGenericArguments()[0] : typeof(object);
}
