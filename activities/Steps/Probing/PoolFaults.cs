using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Install;

namespace Pipeline.Activities.Steps.Probing;

/// <summary>What is wrong with nodes that are to work together.</summary>
internal static class PoolFaults
{
    /// <summary>All faults.</summary>
    /// <param name="nodes">The nodes' facts.</param>
    /// <param name="software">The software whose versions must be equal where it is installed.</param>
    public static IEnumerable<NodeFault> Of(IReadOnlyList<NodeFacts> nodes, IReadOnlyList<string> software)
    {
        foreach (var failure in (Failure?[])
        [
            Differing("devices", nodes, f => f.Cards.Value?.Device?.Name, "Calibrate on nodes of one device type, the one that will serve: scales of one must not be used on another."),
            Differing("drivers", nodes, f => f.Driver, "Install one driver release on all nodes."),
            Differing("configured images", nodes, f => f.Node.Container?.Image, "Configure one image for all nodes.")
                ?? Differing("container images", nodes, f => f.Container?.ImageIdToUse, "Pull the image anew on all nodes: its tag may have moved."),
            Differing("shared workspaces", nodes, f => f.Identity, "Mount the same NFS export at the same path on all nodes."),
        ])
        {
            if (failure is not null)
                yield return new NodeFault(null, "equality", failure);
        }

        var installed = nodes.Where(f => f.Software?.Value is not null).ToDictionary(f => f.Node.Name, f => f.Software!.Value!);
        foreach (var failure in SoftwareVersions.Differences(installed, software, required: false))
            yield return new NodeFault(null, "versions", failure);
    }

    private static Failure? Differing(string what, IReadOnlyList<NodeFacts> nodes, Func<NodeFacts, string?> value, string remedy)
    {
        var known = nodes.Select(f => (f.Node.Name, Value: value(f))).Where(x => x.Value is not null).ToList();
        return known.DistinctBy(x => x.Value).Skip(1).Any()
            ? new Failure(FailureKind.Configuration, $"The nodes have different {what}: {string.Join(", ", known.Select(x => $"{x.Name} {x.Value}"))}.", remedy)
            : null;
    }
}
