using System.Drawing;
using System.Text.Json.Nodes;

namespace Pipeline.Tests.Unit.Designer;

/// <summary>A flowchart as the designer draws it: activities as rectangles, connections as lines that go level or upright only.</summary>
internal sealed class DrawnFlowchart
{
    // The designer keeps so far from activities, and leaves ports so far before it turns.
    private const int Margin = 10;
    private const int PortLength = 22;

    private readonly Dictionary<string, Rectangle> places;

    private DrawnFlowchart(JsonObject chart)
    {
        places = chart["activities"]!.AsArray().ToDictionary(a => a!["id"]!.GetValue<string>(), a => PlaceOf(a!["metadata"]!["designer"]!));
        Connections = [.. chart["connections"]!.AsArray().Select(c => new DrawnConnection(
            c!["source"]!["activity"]!.GetValue<string>(), c["target"]!["activity"]!.GetValue<string>(), [.. c["vertices"]!.AsArray().Select(v => new Point(Number(v!, "x"), Number(v!, "y")))]))];
    }

    public IReadOnlyList<DrawnConnection> Connections { get; }

    /// <summary>How often connections to different activities cross, and do not meet in a common line.</summary>
    public int Crossings
    {
        get
        {
            var lines = Connections.SelectMany(c => Lines(c).Select(line => (c.To, line.A, line.B))).Distinct().ToList();
            return lines.SelectMany((one, index) => lines.Skip(index + 1).Where(other => one.To != other.To && Cross((one.A, one.B), (other.A, other.B))).Select(other => (One: (one.To, other.To), At: At((one.A, one.B), (other.A, other.B)))))
                .Distinct().Count();
        }
    }

    public static IEnumerable<DrawnFlowchart> AllOf(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch { JsonObject members => members.Select(m => m.Value), JsonArray items => items, _ => [] };
        IEnumerable<DrawnFlowchart> own = node is JsonObject chart && chart["connections"] is JsonArray && chart["activities"] is JsonArray ? [new DrawnFlowchart(chart)] : [];
        return own.Concat(children.OfType<JsonNode>().SelectMany(AllOf));
    }

    /// <summary>The activities that some way of drawing the connection crosses: between two bends it may turn wherever it likes.</summary>
    public IReadOnlyList<string> UnderneathOf(DrawnConnection connection)
    {
        var points = PointsOf(connection);
        return [.. points.Zip(points.Skip(1), Between).SelectMany(area => places.Where(p => Rectangle.Inflate(p.Value, Margin, Margin).IntersectsWith(area)).Select(p => p.Key)).Distinct()];
    }

    private List<Point> PointsOf(DrawnConnection connection)
    {
        var (from, to) = (places[connection.From], places[connection.To]);
        return [new Point(from.Right + PortLength, from.Y + (from.Height / 2)), .. connection.Bends, new Point(to.Left - PortLength, to.Y + (to.Height / 2))];
    }

    /// <summary>As drawn with the turns as late as can be.</summary>
    private IEnumerable<(Point A, Point B)> Lines(DrawnConnection connection)
    {
        var points = PointsOf(connection);
        return points.Zip(points.Skip(1)).SelectMany(pair => ((Point, Point)[])[(pair.First, new Point(pair.Second.X, pair.First.Y)), (new Point(pair.Second.X, pair.First.Y), pair.Second)]).Where(line => line.Item1 != line.Item2);
    }

    private static bool Cross((Point A, Point B) one, (Point A, Point B) other)
    {
        var (level, upright) = one.A.Y == one.B.Y ? (one, other) : (other, one);
        return level.A.Y == level.B.Y && upright.A.X == upright.B.X && upright.A.Y != upright.B.Y
            && Math.Min(level.A.X, level.B.X) < upright.A.X && upright.A.X < Math.Max(level.A.X, level.B.X)
            && Math.Min(upright.A.Y, upright.B.Y) < level.A.Y && level.A.Y < Math.Max(upright.A.Y, upright.B.Y);
    }

    private static Point At((Point A, Point B) one, (Point A, Point B) other) => one.A.Y == one.B.Y ? new Point(other.A.X, one.A.Y) : new Point(one.A.X, other.A.Y);

    private static Rectangle Between(Point a, Point b) => Rectangle.FromLTRB(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Max(a.X, b.X) + 1, Math.Max(a.Y, b.Y) + 1);

    private static Rectangle PlaceOf(JsonNode designer) =>
        new(Number(designer["position"]!, "x"), Number(designer["position"]!, "y"), Number(designer["size"]!, "width"), Number(designer["size"]!, "height"));

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();
}

/// <summary>A connection with its bends.</summary>
internal sealed record DrawnConnection(string From, string To, IReadOnlyList<Point> Bends);
