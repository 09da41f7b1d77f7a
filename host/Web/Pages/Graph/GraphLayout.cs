namespace Pipeline.Host.Web.Pages.Graph;

/// <summary>
/// Where everything of a graph is drawn, top down, in pixels. The way of a run that goes well is one column; what branches
/// off stands beside it; edges that pass over nodes run in lanes on the right. What only a failed run comes to is drawn
/// below, and the outcomes that lead there run in one rail on the left: fourteen crossing arrows would tell no more.
/// </summary>
/// <param name="Graph">The graph.</param>
/// <param name="Places">Where each node is.</param>
/// <param name="Edges">The way of each edge that has one of its own.</param>
/// <param name="Rail">The rail of failures; null when nothing leads there.</param>
/// <param name="Width">The picture's width.</param>
/// <param name="Height">The picture's height.</param>
internal sealed record GraphLayout(
    PipelineGraph Graph, IReadOnlyDictionary<string, NodePlace> Places, IReadOnlyList<EdgeWay> Edges, FailureRail? Rail, int Width, int Height)
{
    /// <summary>Width of a node.</summary>
    public const int NodeWidth = 184;

    /// <summary>Height of a step's node.</summary>
    public const int StepHeight = 34;

    /// <summary>Height of another node.</summary>
    public const int SmallHeight = 26;

    private const int Left = 26;
    private const int Top = 8;
    private const int RowGap = 22;
    private const int ColumnGap = 22;
    private const int LaneGap = 15;
    private const int SideShift = 5;
    private const int TailGap = 42;

    /// <summary>Lays a graph out.</summary>
    public static GraphLayout Of(PipelineGraph graph)
    {
        var layers = GraphLayers.Of(graph);
        var places = new Dictionary<string, NodePlace>();
        var y = Top;
        foreach (var row in layers.Main)
            y = Place(graph, row, y, places);
        var bottom = y - RowGap;
        if (layers.Tail.Count > 0)
            y = bottom + TailGap;
        foreach (var row in layers.Tail)
            y = Place(graph, row, y, places);

        var lanes = new Lanes();
        var right = places.Values.Max(p => p.X) + NodeWidth;
        var ways = new List<EdgeWay>();
        foreach (var edge in graph.Edges.Where(e => !layers.IsFailing(e) && !layers.EndsFailure(e)))
            ways.Add(Way(edge, places[edge.From], places[edge.To], places, lanes));
        var failing = graph.Edges.Where(layers.IsFailing).Select(e => e.From).Distinct().Where(f => places[f].Column == 0).ToList();
        var rail = failing.Count > 0 && layers.Tail.Count > 0 ? new FailureRail(Left / 2, failing, layers.Tail[0][0]) : null;
        return new GraphLayout(graph, places, ways, rail, Math.Max(right, lanes.Right) + 8, y - RowGap + Top);
    }

    private static int Place(PipelineGraph graph, IReadOnlyList<string> row, int y, Dictionary<string, NodePlace> places)
    {
        var height = row.Max(id => HeightOf(graph, id));
        for (var column = 0; column < row.Count; column++)
        {
            var own = HeightOf(graph, row[column]);
            places[row[column]] = new NodePlace(Left + (column * (NodeWidth + ColumnGap)), y + ((height - own) / 2), own, column);
        }

        return y + height + RowGap;
    }

    private static int HeightOf(PipelineGraph graph, string id) =>
        graph.Nodes.First(n => n.Id == id).Kind is NodeKind.Step or NodeKind.Failure ? StepHeight : SmallHeight;

    private static EdgeWay Way(GraphEdge edge, NodePlace from, NodePlace to, Dictionary<string, NodePlace> places, Lanes lanes)
    {
        var between = places.Values.Any(p => p.Column == from.Column && p.Y > from.Bottom && p.Bottom < to.Y);
        if (to.Y > from.Bottom && !between)
        {
            // To the next row: straight down, or down, across and down.
            var middle = to.Y - (RowGap / 2);
            return from.Column == to.Column
                ? new EdgeWay(edge, [(from.Centre, from.Bottom), (to.Centre, to.Y)], (from.Centre + 10, middle + 3))
                : new EdgeWay(edge, [(from.Centre + 40, from.Bottom), (from.Centre + 40, middle), (to.Centre - 20, middle), (to.Centre - 20, to.Y)], (from.Right + 8, middle - 4));
        }

        if (to.Y < from.Y && from.Column > to.Column)
            return new EdgeWay(edge, [(from.Centre + 20, from.Y), (from.Centre + 20, to.Middle), (to.Right, to.Middle)], (from.Centre + 26, to.Middle + 14));

        var (top, end) = (Math.Min(from.Middle, to.Middle), Math.Max(from.Middle, to.Middle));
        var beside = places.Values.Where(p => p.Y <= end && p.Bottom >= top).Max(p => p.Right);
        var lane = beside + 14 + (LaneGap * lanes.Take(top, end));
        lanes.Reach(lane);
        // What leaves and what arrives keep apart.
        var (leaves, arrives) = (from.Middle + SideShift, to.Middle - SideShift);
        return new EdgeWay(edge, [(from.Right, leaves), (lane, leaves), (lane, arrives), (to.Right, arrives)], (from.Right + 4, leaves + 12));
    }

    /// <summary>Which lanes are free where.</summary>
    private sealed class Lanes
    {
        private readonly List<(int Lane, int Top, int End)> taken = [];

        public int Right { get; private set; }

        public int Take(int top, int end)
        {
            var lane = 0;
            while (taken.Any(t => t.Lane == lane && t.Top < end && t.End > top))
                lane++;
            taken.Add((lane, top, end));
            return lane;
        }

        public void Reach(int x) => Right = Math.Max(Right, x + 10);
    }
}

/// <summary>Where a node is drawn.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Height">Height.</param>
/// <param name="Column">Its column, from 0.</param>
internal sealed record NodePlace(int X, int Y, int Height, int Column)
{
    public int Right => X + GraphLayout.NodeWidth;

    public int Bottom => Y + Height;

    public int Centre => X + (GraphLayout.NodeWidth / 2);

    public int Middle => Y + (Height / 2);
}

/// <summary>The way of an edge.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Points">Its corners; the last has the arrow.</param>
/// <param name="Label">Where its outcome is written.</param>
internal sealed record EdgeWay(GraphEdge Edge, IReadOnlyList<(int X, int Y)> Points, (int X, int Y) Label);

/// <summary>The common way of all failures.</summary>
/// <param name="X">Where it runs.</param>
/// <param name="From">The nodes that lead to it.</param>
/// <param name="To">The node it leads to.</param>
internal sealed record FailureRail(int X, IReadOnlyList<string> From, string To);
