namespace Pipeline.Engine.Definitions.Layout;

/// <summary>
/// A layered drawing in the designer's pixels. A layer is a column, all of its nodes as wide as the widest: between columns lies
/// no node. Edges to the next layer are left to the designer, which finds its way there. Longer ones bend beside the columns,
/// into the lane of their points and out of it; those that lead back run above or below all they pass.
/// </summary>
internal sealed class FlowchartPicture
{
    /// <summary>The designer moves bends onto its grid, some of them: what is not on it already gets a kink.</summary>
    private const int Grid = 20;

    private const int Height = 60;
    private const int RowHeight = 100;

    /// <summary>Room for a port's name, before anything bends.</summary>
    private const int PortRoom = 80;

    /// <summary>Room for the arrow, behind everything that bends.</summary>
    private const int ArrowRoom = 40;

    private const int TrackWidth = 20;
    private const int LaneHeight = 40;

    /// <summary>From the middle of a node to what passes it.</summary>
    private const int Passing = 60;

    private readonly LayeredDrawing _drawing;
    private readonly List<(int Left, int Right)> _columns = [];
    private readonly Dictionary<(int Layer, int To), int> _tracks = [];

    private FlowchartPicture(LayeredDrawing drawing, IReadOnlyList<(int From, int To)> edges, IReadOnlyList<int> widths)
    {
        _drawing = drawing;
        SetTracks(edges);
        var left = 0;
        for (var layer = 0; layer < drawing.LayerCount; layer++)
        {
            var right = left + OnGrid(Enumerable.Range(0, widths.Count).Where(node => drawing.LayerOf(node) == layer).Max(node => widths[node]));
            _columns.Add((left, right));
            left = right + PortRoom + (TrackWidth * Tracks(layer)) + ArrowRoom;
        }

        Nodes = [.. Enumerable.Range(0, widths.Count).Select(BoxOf)];
        var lanes = new Dictionary<int, int>();
        Bends = edges.ToDictionary(edge => edge, IReadOnlyList<Bend> (edge) => drawing.PointsOf(edge.From, edge.To) is { } points ? Along(edge.To, points) : Back(edge, lanes));
    }

    /// <summary>Where each node lies.</summary>
    public IReadOnlyList<Box> Nodes { get; }

    /// <summary>Where each edge bends, from its source on.</summary>
    public IReadOnlyDictionary<(int From, int To), IReadOnlyList<Bend>> Bends { get; }

    /// <param name="drawing">The drawing.</param>
    /// <param name="edges">Its edges, each once.</param>
    /// <param name="widths">How wide the text of each node is.</param>
    public static FlowchartPicture Of(LayeredDrawing drawing, IReadOnlyList<(int From, int To)> edges, IReadOnlyList<int> widths) => new(drawing, edges, widths);

    private Box BoxOf(int node)
    {
        var (left, right) = _columns[_drawing.LayerOf(node)];
        return new Box(left, Y(_drawing.RowOf(node)) - (Height / 2), right - left, Height);
    }

    /// <summary>Edges that share their points share their track beside a column; others have another.</summary>
    private void SetTracks(IReadOnlyList<(int From, int To)> edges)
    {
        foreach (var (from, to) in edges)
        {
            var points = _drawing.PointsOf(from, to);
            if (points is null)
            {
                SetTrack(_drawing.LayerOf(from), to);
                SetTrack(_drawing.LayerOf(to) - 1, to);
            }
            else if (points.Count > 0)
            {
                for (var layer = _drawing.LayerOf(from); layer < _drawing.LayerOf(to); layer++)
                    SetTrack(layer, to);
            }
        }
    }

    private void SetTrack(int layer, int to) => _tracks.TryAdd((layer, to), Tracks(layer));

    private int Tracks(int layer) => _tracks.Keys.Count(key => key.Layer == layer);

    /// <summary>The x beside the column of a layer at which edges to a node bend; layer −1 lies before the first.</summary>
    private int Track(int layer, int to) => (layer < 0 ? -PortRoom - ArrowRoom : _columns[layer].Right) + PortRoom + (TrackWidth * _tracks[(layer, to)]);

    private List<Bend> Along(int to, IReadOnlyList<int> points)
    {
        var bends = new List<Bend>();
        for (var index = 0; index < points.Count; index++)
        {
            var (layer, y) = (_drawing.LayerOf(points[index]), Y(_drawing.RowOf(points[index])));
            if (index == 0 || y != Y(_drawing.RowOf(points[index - 1])))
                bends.Add(new Bend(Track(layer - 1, to), y));
            if (index == points.Count - 1 || y != Y(_drawing.RowOf(points[index + 1])))
                bends.Add(new Bend(Track(layer, to), y));
        }

        return bends;
    }

    private List<Bend> Back((int From, int To) edge, Dictionary<int, int> lanes)
    {
        var (first, last) = _drawing.RowsBetween(_drawing.LayerOf(edge.From), _drawing.LayerOf(edge.To));
        var (from, to) = (_drawing.RowOf(edge.From), _drawing.RowOf(edge.To));
        var above = from + to - (2 * first) <= (2 * last) - from - to;
        var y = above ? Y(first) - Passing : Y(last) + Passing;
        // Those that lead back to the same node may lie on one another, others not.
        while (lanes.TryGetValue(y, out var other) && other != edge.To)
            y += above ? -LaneHeight : LaneHeight;
        lanes[y] = edge.To;
        return [new Bend(Track(_drawing.LayerOf(edge.From), edge.To), y), new Bend(Track(_drawing.LayerOf(edge.To) - 1, edge.To), y)];
    }

    private static int OnGrid(int least) => (least + Grid - 1) / Grid * Grid;

    private static int Y(double row) => (int)Math.Round(row * RowHeight / Grid, MidpointRounding.AwayFromZero) * Grid;
}

/// <summary>A node's place.</summary>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
internal readonly record struct Box(int X, int Y, int Width, int Height);

/// <summary>A place where an edge bends.</summary>
/// <param name="X">From left to right.</param>
/// <param name="Y">From top to bottom.</param>
internal readonly record struct Bend(int X, int Y);
