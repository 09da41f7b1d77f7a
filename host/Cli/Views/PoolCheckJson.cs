using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Sessions;

namespace Pipeline.Host.Cli.Views;

/// <summary>A look at the pool for machines.</summary>
internal static class PoolCheckJson
{
    /// <summary>One object.</summary>
    public static JsonObject Of(PoolCheck check) => new()
    {
        ["fine"] = check.IsFine,
        ["nodes"] = new JsonArray([.. check.Nodes.Select(Of)]),
        ["faults"] = Faults(check.Faults),
    };

    private static JsonObject Of(NodeCheck check) => new()
    {
        ["name"] = check.Node.Name,
        ["transport"] = check.Node.Transport,
        ["address"] = check.Node.Address,
        ["reachable"] = check.Faults.All(f => f.Check != "reach"),
        ["leasedBy"] = check.Node.LeasedBy,
        ["waitedForBy"] = Json.Words(check.Node.WaitedForBy),
        ["os"] = check.Os,
        ["cards"] = check.Cards,
        ["device"] = check.Device,
        ["driver"] = check.Driver,
        ["internalPorts"] = Ports(check.InternalPorts),
        ["externalPorts"] = Ports(check.ExternalPorts),
        ["container"] = check.Container,
        ["image"] = check.Image,
        ["software"] = Json.Texts(check.Software),
        ["ray"] = check.Ray,
        ["freeKiB"] = check.FreeKiB,
        ["sizeKiB"] = check.SizeKiB,
        ["mount"] = check.Mount,
        ["identity"] = check.Identity,
        ["faults"] = Faults(check.Faults),
    };

    private static JsonObject? Ports(PortCount? count) => count is null ? null : new JsonObject { ["up"] = count.Up, ["down"] = count.Down };

    private static JsonArray Faults(IEnumerable<CheckFault> faults) =>
        new([.. faults.Select(f => new JsonObject { ["check"] = f.Check, ["what"] = f.What, ["remedy"] = f.Remedy })]);
}
