using System.Globalization;
using System.Text;
using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Cli.Views;

namespace Pipeline.Host.Web.Pages.Graph;

/// <summary>Draws a graph with what a run has done of it, as SVG.</summary>
internal static class GraphPicture
{
    private const int Corner = 7;

    /// <summary>The picture.</summary>
    public static Html Of(GraphLayout layout, GraphMarks marks)
    {
        return Html.Of($"""
            <svg class="graph" viewBox="0 0 {layout.Width} {layout.Height}" width="{layout.Width}" height="{layout.Height}" role="group" aria-label="The pipeline's steps and their state">
              <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>
              <marker id="arrow-taken" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>
              {Rail(layout, marks)}
              {layout.Edges.OrderBy(e => marks.Taken.Contains(e.Edge)).Select(e => Edge(e, marks.Taken.Contains(e.Edge)))}
              {layout.Graph.Nodes.Where(n => layout.Places.ContainsKey(n.Id)).Select(n => Node(n, layout.Places[n.Id], marks))}
            </svg>
            """);
    }

    private static Html Edge(EdgeWay way, bool taken) => Html.Of($"""
        <g class="edge{(taken ? " taken" : "")}"><path d="{Path(way.Points)}" marker-end="url(#arrow{(taken ? "-taken" : "")})"/>{Html.If(Label(way.Edge.Outcome) is not null, () => Html.Of($"""<text x="{way.Label.X}" y="{way.Label.Y}">{Label(way.Edge.Outcome)}</text>"""))}</g>
        """);

    /// <summary>All failures lead the same way; the one that happened is drawn over it.</summary>
    private static Html Rail(GraphLayout layout, GraphMarks marks)
    {
        if (layout.Rail is not { } rail)
            return Html.None;
        var end = layout.Places[rail.To];
        var failed = rail.From.Where(f => marks.Steps.TryGetValue(f, out var step) && step.State == StepState.Failed).ToList();
        return Html.Of($"""
            <g class="edge rail">{rail.From.Select(f => Html.Of($"""<path d="{Stub(f)}"/>"""))}<path d="{Down(rail.From)}" marker-end="url(#arrow)"/>
            <text x="{rail.X + 8}" y="{end.Y - 12}">When a step fails</text></g>
            {Html.If(failed.Count > 0, () => Html.Of($"""<g class="edge rail failed">{failed.Select(f => Html.Of($"""<path d="{Stub(f)}"/>"""))}<path d="{Down(failed)}" marker-end="url(#arrow)"/></g>"""))}
            """);

        string Stub(string id) => string.Create(CultureInfo.InvariantCulture, $"M{layout.Places[id].X} {layout.Places[id].Middle}H{rail.X}");
        string Down(IReadOnlyList<string> from) => string.Create(CultureInfo.InvariantCulture, $"M{rail.X} {from.Min(f => layout.Places[f].Middle)}V{end.Middle}H{end.X}");
    }

    private static Html Node(GraphNode node, NodePlace place, GraphMarks marks)
    {
        var step = marks.Steps.GetValueOrDefault(node.Id);
        var reached = marks.Reached.Contains(node.Id);
        var state = step is not null ? Words.Class(step.State) : reached ? (node.Kind == NodeKind.Failure ? "failed" : "passed") : "ahead";
        var sign = step is not null ? StepStates.Glyph(step.State, unicode: true) : node.Kind switch { NodeKind.Step => "○", NodeKind.Failure => reached ? "✗" : "○", _ => "◇" };
        var small = node.Kind is NodeKind.Decision or NodeKind.Other;
        var body = Html.Of($"""
            <rect x="{place.X}" y="{place.Y}" width="{GraphLayout.NodeWidth}" height="{place.Height}" rx="{(small ? place.Height / 2 : 8)}"/>
            {Html.If(step is { State: StepState.Running, Progress: not null }, () => Html.Of($"""<rect class="part" x="{place.X + 1}" y="{place.Bottom - 4}" width="{Math.Clamp(step!.Progress!.Value, 0, 1) * (GraphLayout.NodeWidth - 2)}" height="3" rx="1.5"/>"""))}
            <text class="sign" aria-hidden="true" x="{place.X + 16}" y="{place.Middle + 5}">{sign}</text>
            <text class="name" x="{place.X + 30}" y="{place.Middle + 4}">{node.Name}</text>
            {Html.If(step is { Attempt: > 1 }, () => Html.Of($"""<text class="attempt" aria-hidden="true" x="{place.Right - 10}" y="{place.Middle + 4}">×{step!.Attempt}</text>"""))}
            """);
        return step is not null
            ? Html.Of($"""<a class="node {state}" href="#{StepAnchor(step)}"><title>{node.Name}: {StepStates.Word(step.State)}</title>{body}</a>""")
            : Html.Of($"""<g class="node {state}{(small ? " small" : "")}">{body}</g>""");
    }

    /// <summary>The id of a visit's row on the run page.</summary>
    public static string StepAnchor(StepRecord step) => string.Create(CultureInfo.InvariantCulture, $"step-{step.ActivityId}-{step.Visit}");

    /// <summary>What a user calls an outcome; null for the usual one.</summary>
    private static string? Label(string outcome) => outcome switch
    {
        "Done" => null,
        "True" => "yes",
        "False" => "no",
        _ => outcome,
    };

    /// <summary>A way with rounded corners.</summary>
    private static string Path(IReadOnlyList<(int X, int Y)> points)
    {
        var path = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M{points[0].X} {points[0].Y}");
        for (var i = 1; i < points.Count; i++)
        {
            var (from, at) = (points[i - 1], points[i]);
            if (i == points.Count - 1)
            {
                path.Append(CultureInfo.InvariantCulture, $"L{at.X} {at.Y}");
                break;
            }

            var next = points[i + 1];
            var (before, after) = (Toward(at, from), Toward(at, next));
            path.Append(CultureInfo.InvariantCulture, $"L{before.X} {before.Y}Q{at.X} {at.Y} {after.X} {after.Y}");
        }

        return path.ToString();
    }

    private static (int X, int Y) Toward((int X, int Y) from, (int X, int Y) to) => (from.X + Step(from.X, to.X), from.Y + Step(from.Y, to.Y));

    private static int Step(int from, int to) => Math.Sign(to - from) * Math.Min(Corner, Math.Abs(to - from) / 2);
}
