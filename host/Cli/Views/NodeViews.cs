using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Sessions;
using Spectre.Console;

namespace Pipeline.Host.Cli.Views;

/// <summary>The pool, for people and machines.</summary>
internal static class NodeViews
{
    /// <summary>A row per node.</summary>
    public static Table Table(IReadOnlyList<NodeRow> nodes)
    {
        var table = Tables.Of("Node", "Device", "Cards", "Transport", "Address", "Container", "Leased by", "Waited for by");
        foreach (var n in nodes)
        {
            table.AddRow(Tables.Cells(
                n.Name, n.Device ?? "unknown", n.Cards.ToString(CultureInfo.InvariantCulture), n.Transport, n.Address,
                n.Container ?? "-", n.LeasedBy ?? (n.Fault is null ? "free" : "out of reach"), n.WaitedForBy.Count > 0 ? string.Join(", ", n.WaitedForBy) : "-"));
        }

        return table;
    }

    /// <summary>One object.</summary>
    public static JsonObject Of(IReadOnlyList<NodeRow> nodes) => new()
    {
        ["nodes"] = new JsonArray([.. nodes.Select(n => new JsonObject
        {
            ["name"] = n.Name,
            ["device"] = n.Device,
            ["cards"] = n.Cards,
            ["transport"] = n.Transport,
            ["address"] = n.Address,
            ["reachable"] = n.Fault is null,
            ["fault"] = n.Fault,
            ["container"] = n.Container,
            ["leasedBy"] = n.LeasedBy,
            ["waitedForBy"] = Json.Words(n.WaitedForBy),
        })]),
    };
}
