using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Activities.Gaudi.Network;

/// <summary>The way from a node to one of its peers.</summary>
/// <param name="Peer">The peer's name.</param>
/// <param name="Route">The route, or why there is none.</param>
/// <param name="Unreached">Why the peer does not answer; null when it does, or when it was not tried.</param>
public sealed record PeerWay(string Peer, Reading<Route> Route, string? Unreached);

/// <summary>
/// Finds the interface for Gloo and HCCL from the routes to the other nodes, and verifies it: it exists, is up, carries
/// the node's address, and the peers answer. A host has many interfaces that look as good (docker0, a storage network, an
/// InfiniBand port, the cards' own ports); the wrong one hangs a calibration without a message.
/// </summary>
/// <param name="Interfaces">All addresses.</param>
/// <param name="Up">Names of the interfaces that are up.</param>
/// <param name="Gaudi">Names of the cards' own ports.</param>
/// <param name="Ways">The ways to the peers; none on a single node.</param>
public sealed record InterfaceChoice(Interfaces Interfaces, IReadOnlyCollection<string> Up, IReadOnlyCollection<string> Gaudi, IReadOnlyList<PeerWay> Ways)
{
    /// <summary>The interface with the address that the peers see.</summary>
    /// <param name="nodeAddress">The node's address as configured.</param>
    /// <param name="wanted">The interface named in the node's configuration; null = detect it.</param>
    public Reading<InterfaceAddress> Choose(string nodeAddress, string? wanted)
    {
        if (Ways.FirstOrDefault(w => w.Route.Failure is not null) is { } noWay)
            return new Failure(
                FailureKind.Configuration,
                $"There is no route to {noWay.Peer}: {noWay.Route.Failure!.Summary}",
                $"Correct the address of {noWay.Peer}, or the routes of this node.");
        var chosen = wanted is null ? Detect(nodeAddress) : Named(wanted, nodeAddress);
        return chosen.Succeeded(out var found, out _) ? Verify(found) ?? (Reading<InterfaceAddress>)found : chosen;
    }

    private Reading<InterfaceAddress> Detect(string nodeAddress)
    {
        if (Ways.Count == 0)
            return Interfaces.Choose(nodeAddress, Gaudi);
        var routes = Ways.Select(w => w.Route.Value!).ToList();
        if (Ways.FirstOrDefault(w => w.Route.Value!.Interface == "lo") is { } own)
            return new Failure(FailureKind.Configuration, $"The address of {own.Peer} is this node's own.", "Give each node an address of its own.");
        if (routes.DistinctBy(r => r.Interface).Skip(1).Any())
            return new Failure(
                FailureKind.Configuration,
                $"The ways to the other nodes leave by different interfaces: {string.Join(", ", Ways.Select(w => $"{w.Peer} by {w.Route.Value!.Interface}"))}.",
                "Give all nodes addresses of one network, or name the interface in the node's configuration (Interface).");
        var route = routes[0];
        if (Interfaces.IsLocal(route.Interface) || Gaudi.Contains(route.Interface))
            return new Failure(
                FailureKind.Configuration,
                $"The way to {Ways[0].Peer} leaves by {route.Interface}, which {(Gaudi.Contains(route.Interface) ? "is a port of a card" : "never leaves the node")}.",
                "Correct the nodes' addresses: those of the hosts' ordinary network.");
        var holder = Interfaces.Addresses.FirstOrDefault(a => a.Address == nodeAddress);
        if (holder is not null && holder.Interface != route.Interface)
            return new Failure(
                FailureKind.Configuration,
                $"The node's address {nodeAddress} is on {holder.Interface}, but the way to {Ways[0].Peer} leaves by {route.Interface}.",
                $"Configure the node's address on {route.Interface} ({route.Source}), or name the interface in the node's configuration (Interface).");
        return new InterfaceAddress(route.Interface, route.Source);
    }

    /// <summary>The named one; of several addresses the node's own, else the one that the routes use.</summary>
    private Reading<InterfaceAddress> Named(string wanted, string nodeAddress)
    {
        var own = Interfaces.Addresses.Where(a => a.Interface == wanted).ToList();
        var best = own.Find(a => a.Address == nodeAddress) ?? own.Find(a => Ways.Any(w => w.Route.Value!.Source == a.Address)) ?? own.FirstOrDefault();
        return best is not null
            ? best
            : new Failure(
                FailureKind.Configuration,
                $"The configured interface {wanted} does not exist here or carries no IPv4 address; there are {string.Join(", ", Interfaces.Addresses.Select(a => $"{a.Interface} ({a.Address})"))}.",
                "Correct Interface in the node's configuration, or leave it out to have it detected.");
    }

    private Failure? Verify(InterfaceAddress found)
    {
        if (!Interfaces.Addresses.Contains(found))
            return new Failure(
                FailureKind.Configuration,
                $"The interface {found.Interface} does not carry {found.Address}.",
                "A bonded or bridged interface carries the address: name it in the node's configuration (Interface).");
        if (!Up.Contains(found.Interface))
            return new Failure(FailureKind.Configuration, $"The interface {found.Interface} is down.", $"`ip link set {found.Interface} up`, or name another one in the node's configuration (Interface).");
        var silent = Ways.Where(w => w.Unreached is not null).ToList();
        return silent.Count == 0
            ? null
            : new Failure(
                FailureKind.Configuration,
                $"{string.Join(", ", silent.Select(w => $"{w.Peer} ({w.Unreached})"))} cannot be reached over {found.Interface}.",
                "Open the firewall between the nodes: Ray, Gloo and HCCL use ports of their own choice, 6379 and 10002 to 19999 among them.");
    }
}
