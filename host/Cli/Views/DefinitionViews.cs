using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Engine.Definitions;
using Spectre.Console;

namespace Pipeline.Host.Cli.Views;

/// <summary>Definitions as lists show them.</summary>
internal static class DefinitionViews
{
    /// <summary>For machines.</summary>
    public static JsonObject Of(DefinitionVersion version) => new()
    {
        ["definition"] = version.DefinitionId,
        ["name"] = version.Name,
        ["version"] = version.Version,
        ["state"] = State(version),
        ["description"] = version.Description,
    };

    /// <summary>For people.</summary>
    public static Table Table(IEnumerable<DefinitionVersion> versions)
    {
        var table = Tables.Of("Definition", "Version", "State", "Name");
        foreach (var version in versions)
            table.AddRow(Tables.Cells(version.DefinitionId, version.Version.ToString(CultureInfo.InvariantCulture), State(version), version.Name ?? ""));
        return table;
    }

    private static string State(DefinitionVersion version) => version.IsReadonly ? "built in" : version.IsPublished ? "published" : "draft";
}
