using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Benchmarks.Designer;

/// <summary>A flowchart of 100 activities, ten to a row: decisions that branch into the next row, steps on nodes, loops back.</summary>
internal static class LargeDefinition
{
    /// <summary>Its id.</summary>
    public const string Id = "hundred-activities";

    /// <summary>How many activities it has.</summary>
    public const int Activities = 100;

    private const int PerRow = 10;
    private const int ColumnWidth = 280;
    private const int RowHeight = 160;
    private static readonly string[] Steps = ["Elsa.WriteLine", "Gaudi.IsMoreThan", "Gaudi.PrepareWorkspace", "Gaudi.CheckPrerequisites", "Gaudi.StartRay"];

    /// <summary>The definition as a file for import.</summary>
    public static JsonObject Make() => new()
    {
        ["$schema"] = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json",
        ["id"] = $"{Id}:v1",
        ["definitionId"] = Id,
        ["name"] = "A hundred activities",
        ["version"] = 1,
        ["root"] = new JsonObject
        {
            ["id"] = "chart",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray([.. Enumerable.Range(0, Activities).Select(Activity)]),
            ["connections"] = new JsonArray([.. Enumerable.Range(0, Activities).SelectMany(Connections)]),
        },
    };

    private static string TypeOf(int index) => Steps[index % Steps.Length];

    private static string IdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"step{index}");

    private static JsonNode Activity(int index)
    {
        var activity = new JsonObject
        {
            ["id"] = IdOf(index),
            ["name"] = IdOf(index),
            ["type"] = TypeOf(index),
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["designer"] = new JsonObject
                {
                    ["position"] = new JsonObject { ["x"] = index % PerRow * ColumnWidth, ["y"] = index / PerRow * RowHeight },
                },
            },
        };
        if (TypeOf(index) == "Elsa.WriteLine")
            activity["text"] = Input("String", "JavaScript", $"'at {IdOf(index)} of ' + getWorkflowInstanceId()");
        if (TypeOf(index) == "Gaudi.IsMoreThan")
            activity["value"] = Input("Int32", "Literal", "8");
        return activity;
    }

    private static JsonObject Input(string type, string syntax, string value) => new()
    {
        ["typeName"] = type,
        ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value },
    };

    /// <summary>To the next one; of a decision the other way skips one; steps that fail go back to the begin of their row.</summary>
    private static IEnumerable<JsonNode> Connections(int index) => TypeOf(index) switch
    {
        "Gaudi.IsMoreThan" => [.. To(index, "True", index + 1), .. To(index, "False", index + 2)],
        "Gaudi.StartRay" => [.. To(index, "Done", index + 1), .. To(index, "Failed", index / PerRow * PerRow)],
        _ => To(index, "Done", index + 1),
    };

    private static IEnumerable<JsonNode> To(int from, string port, int to) => to >= Activities ? [] :
    [
        new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = IdOf(from), ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = IdOf(to), ["port"] = "In" },
        },
    ];
}
