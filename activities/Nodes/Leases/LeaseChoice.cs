using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Activities.Nodes.Leases;

/// <summary>Which nodes a request gets. Pure.</summary>
internal static class LeaseChoice
{
    /// <summary>Refuses what the pool cannot fulfil even when all of it is free.</summary>
    /// <exception cref="LeaseException">It says what was asked for and what there is.</exception>
    public static void Check(LeaseRequest request, IReadOnlyList<NodeDefinition> pool)
    {
        if (request.Nodes.Count > 0)
            CheckNamed(request, pool);
        else if (request.Cards < 1)
            throw new LeaseException($"{request.Cards} cards were asked for; ask for at least one.");
        else if (Choose(request, pool, pool.Select(n => n.Name).ToHashSet()) is null)
            throw new LeaseException($"{Wish(request)}, which the pool cannot give. It has {There(pool)}.");
    }

    /// <summary>The nodes, head first, or null when those that are free do not suffice.</summary>
    public static IReadOnlyList<string>? Choose(LeaseRequest request, IReadOnlyList<NodeDefinition> pool, IReadOnlySet<string> free)
    {
        if (request.Nodes.Count > 0)
            return request.Nodes.All(free.Contains) ? request.Nodes : null;
        return Candidates(request, pool)
            .GroupBy(n => n.Device)
            .Select(device => Fewest(request, [.. device.Where(n => free.Contains(n.Name))]))
            .FirstOrDefault(nodes => nodes is not null)
            ?.OrderBy(n => Index(pool, n)).Select(n => n.Name).ToList();
    }

    /// <summary>The nodes that the request waits for: none of them goes to a later request before it is served.</summary>
    public static IEnumerable<string> WaitsFor(LeaseRequest request, IReadOnlyList<NodeDefinition> pool) =>
        request.Nodes.Count > 0 ? request.Nodes : Candidates(request, pool).Select(n => n.Name);

    private static IEnumerable<NodeDefinition> Candidates(LeaseRequest request, IReadOnlyList<NodeDefinition> pool) =>
        pool.Where(n => IsOfType(n, request.Device) && request.Labels.All(l => n.Labels.Contains(l)));

    /// <summary>Large nodes first, and last the smallest that completes the request: the fewest nodes, the least waste.</summary>
    private static List<NodeDefinition>? Fewest(LeaseRequest request, List<NodeDefinition> free)
    {
        var chosen = new List<NodeDefinition>();
        var missing = request.Cards;
        foreach (var largest in free.OrderByDescending(n => n.Cards))
        {
            if (missing <= 0 && chosen.Count >= request.MinimumNodes)
                break;
            var next = chosen.Count + 1 >= request.MinimumNodes
                ? free.Except(chosen).Where(n => n.Cards >= missing).MinBy(n => n.Cards) ?? largest
                : largest;
            chosen.Add(next);
            missing -= next.Cards;
        }

        return missing <= 0 && chosen.Count >= request.MinimumNodes ? chosen : null;
    }

    private static void CheckNamed(LeaseRequest request, IReadOnlyList<NodeDefinition> pool)
    {
        var byName = pool.ToDictionary(n => n.Name);
        if (request.Nodes.FirstOrDefault(n => !byName.ContainsKey(n)) is { } stranger)
            throw new LeaseException($"There is no node '{stranger}'. The pool has {There(pool)}.");
        if (request.Nodes.Distinct().Count() < request.Nodes.Count)
            throw new LeaseException($"The nodes {string.Join(", ", request.Nodes)} name one of them twice.");

        var nodes = request.Nodes.Select(n => byName[n]).ToList();
        if (nodes.DistinctBy(n => n.Device).Skip(1).Any())
            throw new LeaseException($"The nodes {string.Join(", ", nodes.Select(n => $"{n.Name} ({n.Device ?? "unknown"})"))} are of different device types; one run needs one type.");
        if (request.Device is { } device && !IsOfType(nodes[0], device))
            throw new LeaseException($"The nodes {string.Join(", ", request.Nodes)} are of type {nodes[0].Device ?? "unknown"}, not {device}.");
        if (nodes.Sum(n => n.Cards) is var cards && cards < request.Cards)
            throw new LeaseException($"{request.Cards} cards were asked for, but the nodes {string.Join(", ", request.Nodes)} have {cards}.");
        if (nodes.Count < request.MinimumNodes)
            throw new LeaseException($"At least {request.MinimumNodes} nodes were asked for, but only {nodes.Count} named.");
        if (nodes.FirstOrDefault(n => request.Labels.Any(l => !n.Labels.Contains(l))) is { } unlabelled)
            throw new LeaseException($"The node {unlabelled.Name} lacks one of the labels {string.Join(", ", request.Labels)}.");
    }

    private static bool IsOfType(NodeDefinition node, string? device) =>
        device is null || device.Equals(node.Device, StringComparison.OrdinalIgnoreCase);

    private static int Index(IReadOnlyList<NodeDefinition> pool, NodeDefinition node) => pool.TakeWhile(n => n != node).Count();

    private static string Wish(LeaseRequest request)
    {
        var wish = $"{request.Cards} cards";
        if (request.MinimumNodes > 1)
            wish += $" on at least {request.MinimumNodes} nodes";
        wish += request.Device is { } device ? $" of type {device}" : " of one device type";
        if (request.Labels.Count > 0)
            wish += $" with the labels {string.Join(", ", request.Labels)}";
        return wish + " were asked for";
    }

    private static string There(IReadOnlyList<NodeDefinition> pool) =>
        pool.Count == 0
            ? "no nodes"
            : string.Join(", ", pool.Select(n => $"{n.Name} ({n.Device ?? "type unknown"}, {n.Cards} cards{string.Concat(n.Labels.Select(l => $", {l}"))})"));
}
