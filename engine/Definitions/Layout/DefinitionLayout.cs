using System.Text.Json.Nodes;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Engine.Definitions.Layout;

/// <summary>Places the activities of flowcharts that nobody placed: from left to right, so that connections cross as little as may be.</summary>
internal static class DefinitionLayout
{
    private const int ColumnGap = 90;
    private const int RowHeight = 90;
    private const int CharacterWidth = 8;
    private const int NodeMargin = 70;
    private const int LeastWidth = 140;

    /// <summary>Lays out every flowchart of a definition of which no activity has a position.</summary>
    public static void Apply(JsonObject definition)
    {
        var open = new Stack<JsonNode?>([definition["root"]]);
        while (open.TryPop(out var node))
        {
            if (node is JsonObject { } members)
            {
                if (members["activities"] is JsonArray activities && members["connections"] is JsonArray connections)
                    Place([.. activities.OfType<JsonObject>()], connections);
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

    private static void Place(List<JsonObject> activities, JsonArray connections)
    {
        if (activities.Exists(activity => activity["metadata"]?["designer"] is not null))
            return;
        var ids = activities.Select(activity => activity.Text("id") ?? "").ToList();
        var edges = connections.OfType<JsonObject>()
            .Select(connection => (From: ids.IndexOf(connection.Object("source")?.Text("activity") ?? "-"), To: ids.IndexOf(connection.Object("target")?.Text("activity") ?? "-")))
            .Where(edge => edge is { From: >= 0, To: >= 0 } && edge.From != edge.To)
            .Distinct()
            .ToList();
        var start = Math.Max(0, activities.FindIndex(activity => activity.Object("customProperties")?.Flag("canStartWorkflow") == true));
        var drawing = LayeredDrawing.Of(activities.Count, edges, start);
        var x = 0;
        for (var layer = 0; layer < drawing.LayerCount; layer++)
        {
            var members = Enumerable.Range(0, activities.Count).Where(node => drawing.LayerOf(node) == layer).ToList();
            foreach (var node in members)
                Designer(activities[node])["position"] = new JsonObject { ["x"] = x, ["y"] = (int)Math.Round(drawing.RowOf(node) * RowHeight) };
            x += members.Select(node => WidthOf(activities[node])).DefaultIfEmpty(0).Max() + ColumnGap;
        }
    }

    private static JsonObject Designer(JsonObject activity)
    {
        if (activity["metadata"] is not JsonObject metadata)
            activity["metadata"] = metadata = [];
        var designer = new JsonObject();
        metadata["designer"] = designer;
        return designer;
    }

    private static int WidthOf(JsonObject activity)
    {
        var type = activity.Text("type") ?? "";
        var text = Math.Max(type.Length - type.LastIndexOf('.') - 1, activity.Text("name")?.Length ?? 0);
        return Math.Max(LeastWidth, (text * CharacterWidth) + NodeMargin);
    }
}
