namespace Pipeline.Host.Web.Pages.Graph;

/// <summary>Which nodes stand in which row.</summary>
/// <param name="Main">The rows of what a run can come to that goes well; in each the way that goes furthest first.</param>
/// <param name="Tail">The rows of what only a failed run comes to.</param>
/// <param name="Failing">Nodes of the tail.</param>
internal sealed record GraphLayers(IReadOnlyList<IReadOnlyList<string>> Main, IReadOnlyList<IReadOnlyList<string>> Tail, IReadOnlySet<string> Failing)
{
    private const string Failed = "Failed";

    /// <summary>The rows of a graph.</summary>
    public static GraphLayers Of(PipelineGraph graph)
    {
        var failures = graph.Nodes.Where(n => n.Kind == NodeKind.Failure).Select(n => n.Id).ToHashSet();
        var onward = graph.Edges.Where(e => !failures.Contains(e.From)).ToList();
        var good = Before(onward, graph.Nodes.Select(n => n.Id).Where(n => !failures.Contains(n) && onward.TrueForAll(e => e.From != n)));
        var tail = graph.Nodes.Select(n => n.Id).Where(n => !good.Contains(n)).ToHashSet();
        var main = graph.Nodes.Select(n => n.Id).Where(good.Contains).ToList();
        return new GraphLayers(
            Rows(graph.Start, main, [.. onward.Where(e => good.Contains(e.From) && good.Contains(e.To) && e.Outcome != Failed)]),
            Rows(null, [.. graph.Nodes.Select(n => n.Id).Where(tail.Contains)], [.. onward.Where(e => tail.Contains(e.From) && tail.Contains(e.To))]),
            tail);
    }

    /// <summary>Whether the edge leads a run that goes well to the failures.</summary>
    public bool IsFailing(GraphEdge edge) => !Failing.Contains(edge.From) && (Failing.Contains(edge.To) || edge.Outcome == Failed);

    /// <summary>Whether the edge needs no drawing: the retry of a failed run, or a second outcome on the way to its end.</summary>
    public bool EndsFailure(GraphEdge edge) => Failing.Contains(edge.From) && (!Failing.Contains(edge.To) || edge.Outcome == Failed);

    /// <summary>All nodes from which one of <paramref name="ends"/> can be reached, and they.</summary>
    private static HashSet<string> Before(List<GraphEdge> edges, IEnumerable<string> ends)
    {
        var found = ends.ToHashSet();
        for (var before = -1; before != found.Count;)
        {
            before = found.Count;
            found.UnionWith(edges.Where(e => found.Contains(e.To) && e.Outcome != Failed).Select(e => e.From).ToList());
        }

        return found;
    }

    /// <summary>A node stands below all that lead to it; edges that close a loop do not count.</summary>
    private static List<IReadOnlyList<string>> Rows(string? start, List<string> nodes, List<GraphEdge> edges)
    {
        var forward = Forward(start, nodes, edges);
        var depth = nodes.ToDictionary(n => n, _ => 0);
        var height = nodes.ToDictionary(n => n, _ => 0);
        for (var round = 0; round < nodes.Count; round++)
        {
            foreach (var edge in forward)
            {
                depth[edge.To] = Math.Max(depth[edge.To], depth[edge.From] + 1);
                height[edge.From] = Math.Max(height[edge.From], height[edge.To] + 1);
            }
        }

        return [.. nodes.GroupBy(n => depth[n]).OrderBy(g => g.Key).Select(g => (IReadOnlyList<string>)[.. g.OrderByDescending(n => height[n])])];
    }

    private static List<GraphEdge> Forward(string? start, List<string> nodes, List<GraphEdge> edges)
    {
        var forward = new List<GraphEdge>();
        var under = new HashSet<string>();
        var done = new HashSet<string>();
        foreach (var node in start is null ? nodes : [start, .. nodes])
            Walk(node);
        return forward;

        void Walk(string node)
        {
            if (done.Contains(node) || !under.Add(node))
                return;
            foreach (var edge in edges.Where(e => e.From == node && !under.Contains(e.To)))
            {
                forward.Add(edge);
                Walk(edge.To);
            }

            under.Remove(node);
            done.Add(node);
        }
    }
}
