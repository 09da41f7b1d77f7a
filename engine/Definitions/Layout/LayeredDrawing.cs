namespace Pipeline.Engine.Definitions.Layout;

/// <summary>
/// A layered drawing of a graph. Edges over several layers are chains of points, one in each layer they pass, so that nothing
/// is drawn over them; each layer's order is improved in sweeps, and the best order met is kept.
/// </summary>
internal sealed class LayeredDrawing
{
    private const int Sweeps = 12;
    private const int Beginnings = 16;

    private readonly List<int> _layerOf;
    private readonly List<(int From, int To)> _segments;
    private readonly List<List<int>> _layers;
    private readonly double[] _rows;
    private readonly ILookup<int, int> _before;
    private readonly ILookup<int, int> _after;

    private LayeredDrawing(List<int> layerOf, List<(int From, int To)> segments, int start)
    {
        _layerOf = layerOf;
        _segments = segments;
        _before = segments.ToLookup(segment => segment.To, segment => segment.From);
        _after = segments.ToLookup(segment => segment.From, segment => segment.To);
        _layers = [.. Enumerable.Range(0, layerOf.DefaultIfEmpty(0).Max() + 1).Select(layer => Enumerable.Range(0, layerOf.Count).Where(node => layerOf[node] == layer).ToList())];
        Order();
        _rows = Rows(start);
    }

    public int LayerCount => _layers.Count;

    /// <summary>How many pairs of edges cross.</summary>
    public int Crossings => CrossingsOf(_layers);

    public static LayeredDrawing Of(int count, IReadOnlyList<(int From, int To)> edges, int start)
    {
        var (layers, forward) = Layering.Of(count, edges, start);
        var layerOf = layers.ToList();
        var segments = new List<(int From, int To)>();
        foreach (var (from, to) in forward)
        {
            var last = from;
            for (var layer = layers[from] + 1; layer < layers[to]; layer++)
            {
                layerOf.Add(layer);
                segments.Add((last, layerOf.Count - 1));
                last = layerOf.Count - 1;
            }

            segments.Add((last, to));
        }

        return new LayeredDrawing(layerOf, segments, start);
    }

    public int LayerOf(int node) => _layerOf[node];

    /// <summary>Its place within the layer, in rows; 0 is the row of the start.</summary>
    public double RowOf(int node) => _rows[node];

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

    /// <summary>Rows that keep the order and bring nodes level with their neighbours.</summary>
    private double[] Rows(int start)
    {
        var rows = new double[_layerOf.Count];
        foreach (var layer in _layers)
        {
            for (var index = 0; index < layer.Count; index++)
                rows[layer[index]] = index;
        }

        for (var pass = 0; pass < 6; pass++)
        {
            var forth = pass % 2 == 0;
            foreach (var layer in forth ? _layers : Enumerable.Reverse(_layers))
                Level(layer, rows, forth ? _before : _after);
        }

        var origin = start < rows.Length ? rows[start] : 0;
        return [.. rows.Select(row => row - origin)];
    }

    private static void Level(List<int> layer, double[] rows, ILookup<int, int> neighbours)
    {
        var wanted = layer.Select(node => neighbours[node].Any() ? Median([.. neighbours[node].Select(other => rows[other]).Order()]) : rows[node]).ToList();
        // From the top each at least a row below the one above; then the whole layer as near to its wishes as it can be.
        var set = new List<double>();
        foreach (var row in wanted)
            set.Add(set.Count == 0 ? row : Math.Max(row, set[^1] + 1));
        var shift = set.Count == 0 ? 0 : set.Zip(wanted, (actual, want) => want - actual).Average();
        for (var index = 0; index < layer.Count; index++)
            rows[layer[index]] = Math.Round((set[index] + shift) * 2) / 2;
        for (var index = 1; index < layer.Count; index++)
            rows[layer[index]] = Math.Max(rows[layer[index]], rows[layer[index - 1]] + 1);
    }

    private static double Median(List<double> sorted) => sorted[sorted.Count / 2];

    private static List<List<int>> Copy(List<List<int>> layers) => [.. layers.Select(layer => layer.ToList())];
}
