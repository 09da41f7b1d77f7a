using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Activities.Nodes.Leases;

/// <summary>Chooses nodes for a request. Pure.</summary>
internal static class LeaseSelection
{
    /// <summary>The nodes, head first, or null while too few of them are free.</summary>
    public static IReadOnlyList<string>? Choose(IReadOnlyList<NodeDefinition> pool, LeaseRequest request, IReadOnlySet<string> taken)
    {
        var free = Suitable(pool, request).Where(n => !taken.Contains(n.Name)).ToList();
        if (request.Nodes.Count > 0)
            return request.Nodes.All(name => free.Any(n => n.Name == name)) ? request.Nodes : null;
        if (request.Cards == 0)
            return free.Count == Suitable(pool, request).Count() ? [.. free.Select(n => n.Name)] : null;
        return free.GroupBy(n => n.Device).Select(type => Fewest([.. type], request)).FirstOrDefault(nodes => nodes is not null);
    }

    /// <summary>Why the request can never be granted; null when it can.</summary>
    public static string? Impossible(IReadOnlyList<NodeDefinition> pool, LeaseRequest request)
    {
        var unknown = request.Nodes.Where(name => pool.All(n => n.Name != name)).ToList();
        if (unknown.Count > 0)
            return $"The pool has no node {string.Join(", ", unknown)}; it has {string.Join(", ", pool.Select(n => n.Name))}.";
        if (request.Nodes.Count > 0 && Misfit(pool, request) is { } misfit)
            return misfit;
        if (Choose(pool, request, new HashSet<string>()) is not null)
            return null;
        var types = pool.GroupBy(n => n.Device ?? "unknown type").Select(g => $"{g.Sum(n => n.Cards)} cards of {g.Key} in {g.Count()} node{(g.Count() == 1 ? "" : "s")}");
        return $"{request.Cards} cards of one device type are wanted; the pool holds {string.Join(", ", types)}.";
    }

    /// <summary>What is wrong with nodes that were chosen by name.</summary>
    private static string? Misfit(IReadOnlyList<NodeDefinition> pool, LeaseRequest request)
    {
        var names = string.Join(", ", request.Nodes);
        if (request.Nodes.Distinct().Count() < request.Nodes.Count)
            return $"The nodes {names} name one of them twice.";
        var nodes = pool.Where(n => request.Nodes.Contains(n.Name)).ToList();
        if (nodes.Select(n => n.Device).OfType<string>().Append(request.Device ?? nodes[0].Device).OfType<string>().Distinct().Skip(1).Any())
            return $"The nodes {string.Join(", ", nodes.Select(n => $"{n.Name} ({n.Device ?? "unknown type"})"))} are not all of {request.Device ?? "one device type"}; a run needs one type.";
        var cards = nodes.Sum(n => n.Cards);
        if (cards < request.Cards || nodes.Count < request.MinimumNodes)
            return $"{request.Cards} cards on at least {request.MinimumNodes} nodes are wanted, but {names} are {nodes.Count} with {cards} cards.";
        return nodes.FirstOrDefault(n => !request.Labels.All(n.Labels.Contains)) is { } plain
            ? $"Node {plain.Name} lacks one of the labels {string.Join(", ", request.Labels)}."
            : null;
    }

    private static IEnumerable<NodeDefinition> Suitable(IReadOnlyList<NodeDefinition> pool, LeaseRequest request) => pool.Where(n =>
        (request.Nodes.Count == 0 || request.Nodes.Contains(n.Name))
        && (request.Device is null || n.Device is null || n.Device == request.Device)
        && request.Labels.All(n.Labels.Contains));

    /// <summary>One node that holds enough, else as many in the pool's order as are needed.</summary>
    private static List<string>? Fewest(List<NodeDefinition> nodes, LeaseRequest request)
    {
        if (request.MinimumNodes <= 1 && nodes.Find(n => n.Cards >= request.Cards) is { } one)
            return [one.Name];
        var chosen = new List<NodeDefinition>();
        foreach (var node in nodes)
        {
            chosen.Add(node);
            if (chosen.Sum(n => n.Cards) >= request.Cards && chosen.Count >= request.MinimumNodes)
                return [.. chosen.Select(n => n.Name)];
        }

        return null;
    }
}
