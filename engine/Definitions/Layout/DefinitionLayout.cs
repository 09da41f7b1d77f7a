using System.Text.Json.Nodes;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Engine.Definitions.Layout;

/// <summary>
/// Places the activities of flowcharts that nobody placed: from left to right, so that connections cross as little as may be,
/// and bends those that pass activities, so that they lie on none.
/// </summary>
internal static class DefinitionLayout
{
    // At least what the designer's text takes; it makes no activity smaller than it is told to.
    private const int CharacterWidth = 9;
    private const int NodeMargin = 100;
    private const int LeastWidth = 180;

    /// <summary>Lays out every flowchart of a definition of which no activity has a position.</summary>
    public static void Apply(JsonObject definition)
    {
        var open = new Stack<JsonNode?>([definition["root"]]);
        while (open.TryPop(out var node))
        {
            if (node is JsonObject { } members)
            {
                if (members["activities"] is JsonArray activities && members["connections"] is JsonArray connections)
                    Place([.. activities.OfType<JsonObject>()], [.. connections.OfType<JsonObject>()]);
                foreach (var (_, value) in members)
                    open.Push(value);
            }
            else if (node is JsonArray items)
            {
                foreach (var item in items)
                    open.Push(item);
            }
        }
    }

    private static void Place(List<JsonObject> activities, List<JsonObject> connections)
    {
        if (activities.Count == 0 || activities.Exists(activity => activity["metadata"]?["designer"] is not null))
            return;
        var ids = activities.Select(activity => activity.Text("id") ?? "").ToList();
        var edges = connections
            .Select(connection => (Connection: connection, From: ids.IndexOf(connection.Object("source")?.Text("activity") ?? "-"), To: ids.IndexOf(connection.Object("target")?.Text("activity") ?? "-")))
            .Where(edge => edge is { From: >= 0, To: >= 0 } && edge.From != edge.To)
            .ToList();
        var start = Math.Max(0, activities.FindIndex(activity => activity.Object("customProperties")?.Flag("canStartWorkflow") == true));
        List<(int From, int To)> pairs = [.. edges.Select(edge => (edge.From, edge.To)).Distinct()];
        var drawing = LayeredDrawing.Of(activities.Count, pairs, start);
        var picture = FlowchartPicture.Of(drawing, pairs, [.. activities.Select(WidthOf)]);
        for (var node = 0; node < activities.Count; node++)
            Draw(activities[node], picture.Nodes[node]);
        foreach (var (connection, from, to) in edges)
            connection["vertices"] = new JsonArray([.. picture.Bends[(from, to)].Select(bend => new JsonObject { ["x"] = bend.X, ["y"] = bend.Y })]);
    }

    private static void Draw(JsonObject activity, Box box)
    {
        if (activity["metadata"] is not JsonObject metadata)
            activity["metadata"] = metadata = [];
        metadata["designer"] = new JsonObject
        {
            ["position"] = new JsonObject { ["x"] = box.X, ["y"] = box.Y },
            ["size"] = new JsonObject { ["width"] = box.Width, ["height"] = box.Height },
        };
    }

    private static int WidthOf(JsonObject activity)
    {
        var type = activity.Text("type") ?? "";
        var text = Math.Max(type.Length - type.LastIndexOf('.') - 1, Math.Max(activity.Text("name")?.Length ?? 0, activity.Object("metadata")?.Text("displayText")?.Length ?? 0));
        return Math.Max(LeastWidth, (text * CharacterWidth) + NodeMargin);
    }
}
