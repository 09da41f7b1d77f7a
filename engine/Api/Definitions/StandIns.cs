using System.Text.Json.Nodes;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Registration;

namespace Pipeline.Engine.Api.Definitions;

/// <summary>
/// Puts <c>Elsa.NotFoundActivity</c> in the place of activities that the designer has no descriptor for, and the activities back
/// in theirs when it saves: with one it does not know it shows an empty diagram, and would save that.
/// </summary>
internal sealed class StandIns(ActivityTypes types)
{
    private const string Type = "Elsa.NotFoundActivity";
    private const string Original = "originalActivityJson";
    private static readonly string[] Kept = ["id", "nodeId", "name", "metadata", "customProperties"];

    /// <summary>For the designer.</summary>
    public JsonObject Put(JsonObject definition) => Replace(definition, activity =>
        activity.Text("type") is { } type && activity.Text("id") is not null && activity.Number("version") is not null && types.Find(type, activity.Number("version")) is null ? StandIn(activity, type) : null);

    /// <summary>From the designer.</summary>
    public static JsonObject TakeBack(JsonObject definition) => Replace(definition, activity =>
        activity.Text("type") == Type && activity.Text(Original) is { } text ? Restored(activity, text) : null);

    private static JsonObject StandIn(JsonObject activity, string type)
    {
        var json = new JsonObject { ["missingTypeName"] = type, ["missingTypeVersion"] = activity.Number("version") ?? 1, [Original] = DefinitionText.WriteCompact(activity) };
        foreach (var name in Kept.Where(activity.ContainsKey))
            json[name] = activity[name]?.DeepClone();
        json["type"] = Type;
        json["version"] = 1;
        return json;
    }

    private static JsonObject Restored(JsonObject standIn, string text)
    {
        var json = DefinitionText.Parse(text);
        foreach (var name in Kept.Where(standIn.ContainsKey))
            json[name] = standIn[name]?.DeepClone();
        return json;
    }

    /// <summary>Replaces activities within others; the root stays, since the designer needs one it knows.</summary>
    private static JsonObject Replace(JsonObject definition, Func<JsonObject, JsonObject?> replacement)
    {
        var open = new Stack<JsonNode?>([definition["root"]]);
        while (open.TryPop(out var node))
        {
            if (node is JsonArray items)
            {
                for (var index = 0; index < items.Count; index++)
                {
                    if (items[index] is JsonObject item && replacement(item) is { } other)
                        items[index] = other;
                    else
                        open.Push(items[index]);
                }
            }
            else if (node is JsonObject members)
            {
                foreach (var name in members.Select(member => member.Key).ToList())
                {
                    if (members[name] is JsonObject child && child != definition["root"] && replacement(child) is { } other)
                        members[name] = other;
                    else
                        open.Push(members[name]);
                }
            }
        }

        return definition;
    }
}
