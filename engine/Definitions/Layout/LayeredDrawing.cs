namespace Pipeline.Engine.Definitions.Layout;

/// <summary>
/// A layered drawing of a graph. Edges over several layers are chains of points, one in each layer they pass, so that nothing
/// is drawn over them; those that lead to the same node share theirs. Each layer's order is improved in sweeps, and the best
/// order met is kept.
/// </summary>
internal sealed class LayeredDrawing
{
    private const int Sweeps = 12;
    private const int Beginnings = 16;
    private const double EdgeHeight = 0.4;

    private readonly int _count;
    private readonly List<int> _layerOf;
    private readonly List<(int From, int To)> _segments;
    private readonly List<List<int>> _layers;
    private readonly double[] _rows;
    private readonly ILookup<int, int> _before;
    private readonly ILookup<int, int> _after;
    private readonly Dictionary<(int From, int To), IReadOnlyList<int>> _chains;

    private LayeredDrawing(int count, List<int> layerOf, List<(int From, int To)> segments, Dictionary<(int From, int To), IReadOnlyList<int>> chains, int start)
    {
        _count = count;
        _layerOf = layerOf;
        _segments = segments;
        _chains = chains;
        _before = segments.ToLookup(segment => segment.To, segment => segment.From);
        _after = segments.ToLookup(segment => segment.From, segment => segment.To);
        _layers = [.. Enumerable.Range(0, layerOf.DefaultIfEmpty(0).Max() + 1).Select(layer => Enumerable.Range(0, layerOf.Count).Where(node => layerOf[node] == layer).ToList())];
        Order();
        Upright();
        _rows = Rows(start);
    }

    public int LayerCount => _layers.Count;

    /// <summary>How many pairs of edges cross.</summary>
    public int Crossings => CrossingsOf(_layers);

    public static LayeredDrawing Of(int count, IReadOnlyList<(int From, int To)> edges, int start)
    {
        var (layers, forward) = Layering.Of(count, edges, start);
        var layerOf = layers.ToList();
        var segments = new HashSet<(int From, int To)>();
        var chains = new Dictionary<(int From, int To), IReadOnlyList<int>>();
        var points = new Dictionary<(int To, int Layer), int>();
        foreach (var (from, to) in forward)
        {
            var last = from;
            var chain = new List<int>();
            for (var layer = layers[from] + 1; layer < layers[to]; layer++)
            {
                if (!points.TryGetValue((to, layer), out var point))
                {
                    points[(to, layer)] = point = layerOf.Count;
                    layerOf.Add(layer);
                }

                segments.Add((last, point));
                chain.Add(last = point);
            }

            segments.Add((last, to));
            chains[(from, to)] = chain;
        }

        return new LayeredDrawing(count, layerOf, [.. segments], chains, start);
    }

    /// <summary>The points of an edge that leads on, in the layers between its ends; null for an edge that leads back.</summary>
    public IReadOnlyList<int>? PointsOf(int from, int to) => _chains.GetValueOrDefault((from, to));

    /// <summary>The layer of a node or point.</summary>
    public int LayerOf(int node) => _layerOf[node];

    /// <summary>The place of a node or point within the layer, in rows; 0 is the row of the start.</summary>
    public double RowOf(int node) => _rows[node];

    /// <summary>The first and last row in use between two layers.</summary>
    public (double First, double Last) RowsBetween(int layer, int other)
    {
        var (low, high) = (Math.Min(layer, other), Math.Max(layer, other));
        var rows = Enumerable.Range(low, high - low + 1).SelectMany(index => _layers[index]).Select(node => _rows[node]).ToList();
        return (rows.Min(), rows.Max());
    }

    private void Order()
    {
        var best = Copy(_layers);
        var fewest = CrossingsOf(best);
        // Sweeps end in a dead end now and then: several beginnings, always the same ones.
        var random = new Random(1);
        for (var beginning = 0; beginning < Beginnings && fewest > 0; beginning++)
        {
            if (beginning > 0)
                _layers.ForEach(layer => random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(layer)));
            Improve(ref best, ref fewest);
        }

        for (var layer = 0; layer < _layers.Count; layer++)
            _layers[layer] = best[layer];
    }

    private void Improve(ref List<List<int>> best, ref int fewest)
    {
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            if (sweep % 2 == 0)
                Sweep(Enumerable.Range(1, Math.Max(0, _layers.Count - 1)), _before);
            else
                Sweep(Enumerable.Range(0, Math.Max(0, _layers.Count - 1)).Reverse(), _after);
            Exchange();
            var crossings = CrossingsOf(_layers);
            if (crossings >= fewest)
                continue;
            (best, fewest) = (Copy(_layers), crossings);
        }
    }

    /// <summary>Orders layers by where the neighbours of their nodes are.</summary>
    private void Sweep(IEnumerable<int> layers, ILookup<int, int> neighbours)
    {
        var place = Places(_layers);
        foreach (var layer in layers)
        {
            _layers[layer] = [.. _layers[layer].OrderBy(node => neighbours[node].Any() ? neighbours[node].Average(other => place[other]) : place[node])];
            for (var index = 0; index < _layers[layer].Count; index++)
                place[_layers[layer][index]] = index;
        }
    }

    /// <summary>Exchanges neighbours in a layer where that leaves fewer crossings.</summary>
    private void Exchange()
    {
        foreach (var layer in _layers)
        {
            var place = Places(_layers);
            for (var index = 1; index < layer.Count; index++)
            {
                var (upper, lower) = (layer[index - 1], layer[index]);
                if (Pair(lower, upper, place) >= Pair(upper, lower, place))
                    continue;
                (layer[index - 1], layer[index]) = (lower, upper);
                (place[upper], place[lower]) = (index, index - 1);
            }
        }
    }

    /// <summary>How many edges of two nodes cross when one is above the other.</summary>
    private int Pair(int upper, int lower, int[] place) => Pair(upper, lower, place, _before) + Pair(upper, lower, place, _after);

    private static int Pair(int upper, int lower, int[] place, ILookup<int, int> neighbours) =>
        neighbours[upper].Sum(one => neighbours[lower].Count(other => place[one] > place[other]));

    private int CrossingsOf(List<List<int>> layers)
    {
        var place = Places(layers);
        var crossings = 0;
        foreach (var group in _segments.GroupBy(segment => _layerOf[segment.From]))
        {
            var segments = group.ToList();
            for (var one = 0; one < segments.Count; one++)
            {
                for (var other = one + 1; other < segments.Count; other++)
                {
                    var (from, to) = (place[segments[one].From] - place[segments[other].From], place[segments[one].To] - place[segments[other].To]);
                    if (from * to < 0)
                        crossings++;
                }
            }
        }

        return crossings;
    }

    private int[] Places(List<List<int>> layers)
    {
        var place = new int[_layerOf.Count];
        foreach (var layer in layers)
        {
            for (var index = 0; index < layer.Count; index++)
                place[layer[index]] = index;
        }

        return place;
    }

    /// <summary>Turns the drawing over where that brings the nodes above the edges that pass them.</summary>
    private void Upright()
    {
        var place = Places(_layers);
        var tendency = _layers.Where(layer => layer.Exists(node => node >= _count)).Sum(layer => layer.Sum(node => node < _count ? place[node] - ((layer.Count - 1) / 2.0) : 0));
        if (tendency > 0)
            _layers.ForEach(layer => layer.Reverse());
    }

    /// <summary>
    /// Rows that keep the order. The main line, which leads from the start from node to node, stays level; what lies above or
    /// below it is level with what leads to it where there is room, else it makes way.
    /// </summary>
    private double[] Rows(int start)
    {
        var rows = new double[_layerOf.Count];
        var main = -1;
        foreach (var layer in _layers)
        {
            // The outcome that comes first leads on.
            var next = main < 0 ? start : _after[main].Where(node => node < _count).DefaultIfEmpty(-1).First();
            var anchor = layer.IndexOf(next);
            if (anchor < 0)
                anchor = Math.Max(0, layer.FindIndex(node => node < _count));
            Place(layer, anchor, layer[anchor] == next && main >= 0 ? rows[main] : Wanted(layer[anchor], rows), rows);
            main = layer[anchor] < _count ? layer[anchor] : main;
        }

        var origin = start < rows.Length ? rows[start] : 0;
        return [.. rows.Select(row => row - origin)];
    }

    private void Place(List<int> layer, int anchor, double row, double[] rows)
    {
        rows[layer[anchor]] = row;
        for (var index = anchor - 1; index >= 0; index--)
            rows[layer[index]] = Math.Min(Wanted(layer[index], rows), rows[layer[index + 1]] - Distance(layer[index], layer[index + 1]));
        for (var index = anchor + 1; index < layer.Count; index++)
            rows[layer[index]] = Math.Max(Wanted(layer[index], rows), rows[layer[index - 1]] + Distance(layer[index - 1], layer[index]));
    }

    private double Wanted(int node, double[] rows)
    {
        var before = _before[node].Select(other => rows[other]).Order().ToList();
        return before.Count == 0 ? 0 : before[before.Count / 2];
    }

    private double Distance(int upper, int lower) => (HeightOf(upper) + HeightOf(lower)) / 2;

    private double HeightOf(int node) => node < _count ? 1 : EdgeHeight;

    private static List<List<int>> Copy(List<List<int>> layers) => [.. layers.Select(layer => layer.ToList())];
}
