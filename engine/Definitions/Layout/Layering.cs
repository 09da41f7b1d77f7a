namespace Pipeline.Engine.Definitions.Layout;

/// <summary>Puts the nodes of a graph into layers: each after all that lead to it. Edges that close a loop do not count.</summary>
internal static class Layering
{
    /// <param name="count">How many nodes there are.</param>
    /// <param name="edges">The edges.</param>
    /// <param name="start">The node that the graph is read from.</param>
    /// <returns>The layer of each node, and the edges that lead on.</returns>
    public static (int[] Layers, List<(int From, int To)> Forward) Of(int count, IReadOnlyList<(int From, int To)> edges, int start)
    {
        var bySource = edges.ToLookup(edge => edge.From, edge => edge.To);
        var forward = new List<(int From, int To)>();
        var state = new int[count];
        var order = new List<int>();
        foreach (var root in Roots(count, edges, start))
            Visit(root);
        order.Reverse();

        var layers = new int[count];
        var leaving = forward.ToLookup(edge => edge.From, edge => edge.To);
        foreach (var node in order)
        {
            foreach (var next in leaving[node])
                layers[next] = Math.Max(layers[next], layers[node] + 1);
        }

        return (layers, forward);

        void Visit(int node)
        {
            if (state[node] != 0)
                return;
            state[node] = 1;
            foreach (var next in bySource[node])
            {
                if (state[next] == 1)
                    continue;
                forward.Add((node, next));
                Visit(next);
            }

            state[node] = 2;
            order.Add(node);
        }
    }

    private static IEnumerable<int> Roots(int count, IReadOnlyList<(int From, int To)> edges, int start)
    {
        if (start < count)
            yield return start;
        var targets = edges.Select(edge => edge.To).ToHashSet();
        foreach (var node in Enumerable.Range(0, count).OrderBy(targets.Contains))
            yield return node;
    }
}
