using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Install;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Probing;
using Pipeline.Host.Cli.Sessions;

namespace Pipeline.Host.Composition;

/// <summary>Looks at all nodes of the pool at the same time, without a run.</summary>
internal static class PoolChecks
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>The look.</summary>
    /// <param name="options">The pool.</param>
    /// <param name="rows">The nodes as listed.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<PoolCheck> LookAsync(NodePoolOptions options, IReadOnlyList<NodeRow> rows, CancellationToken cancellationToken)
    {
        await using var pool = new NodePool(
            new NodePoolOptions { Workspace = options.Workspace, Nodes = options.Nodes, Ssh = options.Ssh, Retry = new ShellRetryOptions { Retries = 0 } }, TimeProvider.System);
        var looks = await Task.WhenAll(pool.Nodes.Zip(rows, (node, row) => LookAsync(pool, node, row, cancellationToken)));
        return new PoolCheck(
            [.. looks.Select(l => l.Check)],
            [.. PoolFaults.Of([.. looks.Select(l => l.Facts).OfType<NodeFacts>()], SoftwareVersions.Names).Select(Fault)]);
    }

    private static async Task<(NodeCheck Check, NodeFacts? Facts)> LookAsync(NodePool pool, NodeDefinition node, NodeRow row, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await pool.Shell(node.Name).RunAsync(new ShellCommand(NodeProbe.Script(node, pool.Workspace)) { Timeout = Longest }, cancellationToken);
            var facts = NodeFacts.Read(node, answer.Output);
            return (Check(row, facts), facts);
        }
        catch (ShellException e)
        {
            return (new NodeCheck(row) { Faults = [new CheckFault("reach", e.Message, "Check that the node is up and that its address, user and key are right.")] }, null);
        }
    }

    private static NodeCheck Check(NodeRow row, NodeFacts facts) => new(row)
    {
        Os = facts.Os,
        Cards = facts.Cards.Value?.Cards.Count,
        Device = facts.Cards.Value?.Device?.Name,
        Driver = facts.Driver,
        InternalPorts = facts.Links.Values.Select(l => l.Value).ToList() is { Count: > 0 } links && !links.Contains(null)
            ? new PortCount(links.Sum(l => l!.Up.Count), links.Sum(l => l!.Down.Count))
            : null,
        ExternalPorts = facts.Nics.Value is { } nics ? new PortCount(nics.Cards.Sum(c => c.Up.Count), nics.Cards.Sum(c => c.Down.Count)) : null,
        Container = facts.Container switch
        {
            null => null,
            { Running: true } => "running",
            { Image: not null } => "stopped",
            _ => "absent",
        },
        Image = facts.Container?.Image ?? facts.Node.Container?.Image,
        Software = facts.Software?.Value?.Versions ?? new Dictionary<string, string>(),
        Ray = facts.RayRuns switch { null => null, true => "running", false => "stopped" },
        FreeKiB = facts.FreeKiB,
        SizeKiB = facts.SizeKiB,
        Mount = facts.Mount,
        Identity = facts.Identity,
        Faults = [.. FaultsOf(row, facts).Select(Fault)],
    };

    /// <summary>Cards and Ray may be in use while a run holds the node.</summary>
    private static IEnumerable<NodeFault> FaultsOf(NodeRow row, NodeFacts facts)
    {
        foreach (var fault in FactFaults.Of(facts).Where(f => row.LeasedBy is null || f.Failure.Kind != FailureKind.Transient))
            yield return fault;
        if ((facts.Nics.Succeeded(out var nics, out var unread) ? nics.Judge(row.Name) : unread) is { } ports)
            yield return new NodeFault(row.Name, "external ports", ports);
        if (facts.RayRuns == true && row.LeasedBy is null)
            yield return new NodeFault(row.Name, "ray", new Failure(FailureKind.Configuration, "Ray runs although no run holds the node.", "End it with `ray stop`, unless somebody else works there."));
        if (facts.Identity is null)
            yield return new NodeFault(row.Name, "workspace", new Failure(FailureKind.Configuration, "The workspace is missing or not writable.", "Mount the shared file system there, writable for the user that runs the steps."));
    }

    private static CheckFault Fault(NodeFault fault) => new(fault.Check, fault.Failure.Summary, fault.Failure.Remedy);
}
