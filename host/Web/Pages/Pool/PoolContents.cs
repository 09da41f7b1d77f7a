using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Composition;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Pages.Live;

namespace Pipeline.Host.Web.Pages.Pool;

/// <summary>The live part of <c>/nodes</c>.</summary>
internal sealed class PoolContents(NodePoolOptions pool, HostFacts facts, RunQueries queries, NicReports nics)
{
    /// <summary>The regions: a card per node.</summary>
    public async Task<IReadOnlyList<Region>?> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = await NodeListing.ReadAsync(pool, HostServices.Database(facts.DataFolder), cancellationToken);
        var runs = new Dictionary<string, RunView?>();
        foreach (var run in rows.Select(r => r.LeasedBy).OfType<string>().Distinct())
            runs[run] = await queries.FindExactAsync(run, cancellationToken);
        var reports = await nics.ReadAsync(cancellationToken);
        return [new Region("nodes", Html.All(rows.Select(r => Card(r, r.LeasedBy is null ? null : runs[r.LeasedBy], reports.GetValueOrDefault(r.Name)))).Text)];
    }

    private static Html Card(NodeRow node, RunView? run, NicReport? report) => Html.Of($"""
        <li class="card node" id="node-{node.Name}">
          <div class="head"><h2>{node.Name}</h2><span class="pill {(node.LeasedBy is null ? "done" : "running")}"><span class="sign" aria-hidden="true">{(node.LeasedBy is null ? "○" : "●")}</span>{(node.LeasedBy is null ? "Free" : "Leased")}</span></div>
          <p class="sub">{node.Cards} × {node.Device ?? "unknown device"} · {node.Address} · {node.Transport}{(node.Container is null ? "" : $" · container {node.Container}")}</p>
          <dl>
            <dt>Leased by</dt><dd>{(node.LeasedBy is null ? new Html("nobody") : Html.Of($"""<a href="/runs/{node.LeasedBy}">{run?.Title ?? "run"}</a> <code>{node.LeasedBy}</code>"""))}</dd>
            <dt>Jobs</dt><dd>{Jobs(node, run)}</dd>
            <dt>Network ports</dt><dd>{Ports(report)}</dd>
            {Html.If(node.WaitedForBy.Count > 0, () => Html.Of($"""<dt>Waited for by</dt><dd>{node.WaitedForBy.Select(w => Html.Of($"""<a href="/runs/{w}"><code>{w}</code></a> """))}</dd>"""))}
          </dl>
        </li>
        """);

    private static Html Jobs(NodeRow node, RunView? run)
    {
        var steps = (run?.Steps ?? []).Where(s => s.State == StepState.Running && s.Nodes.Contains(node.Name)).ToList();
        return steps.Count == 0 ? new Html("none") : Html.All(steps.Select(s => Html.Of(
            $"""<div class="job">{s.Name} {Words.Took(s.StartedAt, null)}{(s.Progress is { } part ? Words.Bar(part, $"{s.Name} on {node.Name}") : Html.None)}</div>""")));
    }

    private static Html Ports(NicReport? report) => report is null
        ? new Html("not checked lately")
        : Html.Of($"""<span class="pill {(report.AllUp ? "done" : "failed")}"><span class="sign" aria-hidden="true">{(report.AllUp ? "✓" : "✗")}</span>{report.Text}</span> <span class="sub">{Words.Time(report.At)}, <a href="/runs/{report.Run}">run</a></span>""");
}
