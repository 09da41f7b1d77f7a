using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Pipeline.Engine.Conversion;
using Pipeline.Engine.Registration;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>Makes activities of their JSON. Members that an activity does not have are left alone: the document keeps them.</summary>
internal sealed class ActivityReader(ActivityTypes types, ExpressionReader expressions, VariableReader variables)
{
    /// <param name="node">The activity; null reads as none.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="scope">Takes the faults.</param>
    public IActivity? Read(JsonNode? node, string path, ReadingScope scope)
    {
        if (node is null)
            return null;
        if (node is not JsonObject json || json.Text("type") is not { Length: > 0 } type)
        {
            scope.Fault(path, "An activity is an object with a 'type'.");
            return null;
        }

        if (Descriptor(json, type, path, scope) is not { } descriptor)
            return null;
        var shape = ActivityShape.Of(descriptor.ClrType);
        var activity = shape.Create();
        ReadCommon(activity, json, type, descriptor.Version, path, scope);
        var mark = scope.Enter([]);
        foreach (var member in shape.Members)
            ReadMember(activity, member, json, JsonValues.Member(path, member.Name), scope);
        scope.Leave(mark);
        return activity;
    }

    private ActivityDescriptor? Descriptor(JsonObject json, string type, string path, ReadingScope scope)
    {
        var version = json.Number("version");
        // It stands in for another activity in the designer, and never runs.
        var descriptor = type == "Elsa.NotFoundActivity" ? null : types.Find(type, version);
        if (type == "Elsa.NotFoundActivity")
            scope.Fault($"{path}.type", $"There is no activity type '{json.Text("missingTypeName")}'.");
        else if (descriptor is null && types.Find(type, null) is { } other)
            scope.Fault($"{path}.version", $"There is no version {version} of the activity type '{type}'; the newest is {other.Version}.");
        else if (descriptor is null)
            scope.Fault($"{path}.type", $"There is no activity type '{type}'.{Similar(type)}");
        return descriptor;
    }

    private string Similar(string type)
    {
        var simple = type[(type.LastIndexOf('.') + 1)..];
        var near = types.ListAll().Select(descriptor => descriptor.TypeName).Where(name => name.EndsWith($".{simple}", StringComparison.OrdinalIgnoreCase)).Order().ToList();
        return near.Count == 0 ? "" : $" Is {string.Join(" or ", near)} meant?";
    }

    private static void ReadCommon(IActivity activity, JsonObject json, string type, int version, string path, ReadingScope scope)
    {
        activity.Type = type;
        activity.Version = version;
        activity.Name = json.Text("name");
        activity.CustomProperties = JsonValues.Dictionary(json.Object("customProperties"));
        activity.Metadata = JsonValues.Dictionary(json.Object("metadata"));
        if (json.Text("id") is { Length: > 0 } id)
        {
            activity.Id = id;
            scope.Take(id, path);
        }

        if (activity is not Activity own)
            return;
        own.CanStartWorkflow = json.Object("customProperties")?.Flag("canStartWorkflow") ?? false;
        if (json.Object("customProperties")?.TryGetPropertyValue("runAsynchronously", out var asynchronously) == true && asynchronously is JsonValue value && value.TryGetValue<bool>(out var flag))
            own.RunAsynchronously = flag;
    }

    private void ReadMember(IActivity activity, ActivityMember member, JsonObject json, string path, ReadingScope scope)
    {
        if (!json.TryGetPropertyValue(member.Name, out var node) || node is null)
            return;
        switch (member.Kind)
        {
            case MemberKind.Variables:
                var declared = variables.Read(scope.Array(node, path), path, scope);
                member.Set(activity, declared);
                scope.Enter(declared);
                break;
            case MemberKind.Variable:
                if (ExpressionReader.FindVariable(node, path, scope) is { } variable && Fits(member, variable, path, scope))
                    member.Set(activity, variable);
                break;
            case MemberKind.Input:
                if (ReadInput(member.Property.PropertyType, node, path, scope) is { } input)
                    member.Set(activity, input);
                break;
            case MemberKind.Output:
                if (ReadOutput(member.Property.PropertyType, node, scope) is { } output)
                    member.Set(activity, output);
                break;
            case MemberKind.Plain:
                ReadPlain(activity, member, node, path, scope);
                break;
            case MemberKind.Cases:
                ReadCases(activity, member, node, path, scope);
                break;
            case MemberKind.Activity:
                if (Read(node, path, scope) is { } child && Fits(member, child, path, scope))
                    member.Set(activity, child);
                break;
            case MemberKind.Activities:
                member.Set(activity, ReadMany(node, path, scope));
                break;
            case MemberKind.Start:
                ReadStart(activity, member, node, path, scope);
                break;
            case MemberKind.Connections:
                ((Flowchart)activity).Connections = ReadConnections((Flowchart)activity, json, node, path, scope);
                break;
        }
    }

    private Input? ReadInput(Type inputType, JsonNode node, string path, ReadingScope scope)
    {
        if (node is not JsonObject json)
        {
            scope.Fault(path, "An input is an object with an 'expression'.");
            return null;
        }

        var type = inputType.IsGenericType ? inputType.GetGenericArguments()[0] : typeof(object);
        json.TryGetPropertyValue("expression", out var expressionNode);
        if (expressions.Read(expressionNode, type, $"{path}.expression", scope) is not { } expression)
            return null;
        var block = new MemoryBlockReference(json.Object("memoryReference")?.Text("id")!);
        return (Input)Activator.CreateInstance(inputType, expression, block)!;
    }

    /// <summary>An output that is bound to a variable in sight, or to a memory block of that id.</summary>
    private static Output? ReadOutput(Type outputType, JsonNode node, ReadingScope scope)
    {
        if ((node as JsonObject)?.Object("memoryReference")?.Text("id") is not { Length: > 0 } id)
            return null;
        var block = scope.FindVariable(id, id) ?? new MemoryBlockReference(id);
        return (Output)Activator.CreateInstance(outputType, block)!;
    }

    private static void ReadPlain(IActivity activity, ActivityMember member, JsonNode node, string path, ReadingScope scope)
    {
        try
        {
            member.Set(activity, node.Deserialize(member.Property.PropertyType, EngineJson.Options));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            scope.Fault(path, $"This cannot be read as {member.Property.PropertyType.Name}.");
        }
    }

    private void ReadCases(IActivity activity, ActivityMember member, JsonNode node, string path, ReadingScope scope)
    {
        var type = member.Property.PropertyType.GetGenericArguments()[0];
        var shape = CaseShape.Of(type)!;
        var cases = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type))!;
        var items = node as JsonArray;
        if (items is null)
            scope.Fault(path, "Cases are an array.");
        for (var index = 0; index < (items?.Count ?? 0); index++)
        {
            var at = $"{path}[{index}]";
            if (items![index] is not JsonObject json)
            {
                scope.Fault(at, "A case is an object with 'label' and 'condition'.");
                continue;
            }

            json.TryGetPropertyValue("condition", out var conditionNode);
            var condition = expressions.Read(conditionNode, typeof(bool), $"{at}.condition", scope) ?? Expression.LiteralExpression(false);
            json.TryGetPropertyValue("activity", out var child);
            cases.Add(shape.Make(json.Text("label") ?? "", condition, shape.Activity is null ? null : Read(child, $"{at}.activity", scope)));
        }

        member.Set(activity, cases);
    }

    private List<IActivity> ReadMany(JsonNode node, string path, ReadingScope scope)
    {
        if (node is not JsonArray array)
        {
            scope.Fault(path, "Activities are an array.");
            return [];
        }

        return [.. array.Select((item, index) => Read(item, $"{path}[{index}]", scope)).OfType<IActivity>()];
    }

    /// <summary>A flowchart's start is one of its activities: by id, or as an object with one.</summary>
    private static void ReadStart(IActivity activity, ActivityMember member, JsonNode node, string path, ReadingScope scope)
    {
        var id = node is JsonObject json ? json.Text("id") : node.Text();
        if (activity is not Container container || container.Activities.FirstOrDefault(child => child.Id == id) is not { } start)
            scope.Fault(path, $"There is no activity '{id}' here to start with.");
        else
            member.Set(activity, start);
    }

    private static List<Connection> ReadConnections(Flowchart chart, JsonObject json, JsonNode node, string path, ReadingScope scope)
    {
        var connections = new List<Connection>();
        var byId = chart.Activities.Where(activity => activity.Id is not null).GroupBy(activity => activity.Id).ToDictionary(group => group.Key, group => group.First());
        // One that could not be read has its own fault already.
        var listed = (json["activities"] as JsonArray)?.OfType<JsonObject>().Select(activity => activity.Text("id")).ToHashSet() ?? [];
        var items = scope.Array(node, path);
        for (var index = 0; index < (items?.Count ?? 0); index++)
        {
            var at = $"{path}[{index}]";
            var connection = items![index] as JsonObject;
            if (End(connection, "source") is { } source && End(connection, "target") is { } target)
                connections.Add(new Connection(source, target) { Vertices = Vertices(connection!, at, scope) });

            Endpoint? End(JsonObject? owner, string side)
            {
                var end = owner?.Object(side);
                if (end?.Text("activity") is { } id && byId.TryGetValue(id, out var activity))
                    return new Endpoint(activity, end.Text("port"));
                if (!listed.Contains(end?.Text("activity")))
                    scope.Fault($"{at}.{side}", $"There is no activity '{end?.Text("activity")}' in this flowchart.");
                return null;
            }
        }

        return connections;
    }

    private static List<Position> Vertices(JsonObject connection, string path, ReadingScope scope)
    {
        if (scope.Array(connection, "vertices", path) is not { } vertices)
            return [];
        return [.. vertices.OfType<JsonObject>().Select(point => new Position { X = Coordinate(point, "x"), Y = Coordinate(point, "y") })];

        static double Coordinate(JsonObject point, string name) =>
            point.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.TryGetValue<double>(out var number) ? number : 0;
    }

    private static bool Fits(ActivityMember member, object value, string path, ReadingScope scope)
    {
        if (member.Property.PropertyType.IsInstanceOfType(value))
            return true;
        scope.Fault(path, $"This takes a {DefinitionTypes.NameOf(member.Property.PropertyType)}.");
        return false;
    }
}
