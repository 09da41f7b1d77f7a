using System.Text.Json.Nodes;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Tests.Engine.Definitions;

/// <summary>Definitions that a real server exported.</summary>
internal static class Samples
{
    public static string Text(string name)
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream($"{name}.export.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static JsonObject Json(string name) => DefinitionText.Parse(Text(name));

    /// <summary>A definition whose root is a flowchart of one activity.</summary>
    public static JsonObject Of(string activity, string variables = "[]", string inputs = "[]") => DefinitionText.Parse($$"""
        {
          "id": "v", "definitionId": "d", "name": "d", "version": 1, "variables": {{variables}}, "inputs": {{inputs}},
          "root": { "id": "chart", "type": "Elsa.Flowchart", "version": 1, "activities": [{{activity}}], "connections": [] }
        }
        """);
}
