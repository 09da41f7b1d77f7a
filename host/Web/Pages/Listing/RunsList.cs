using Pipeline.Host.Runs;
using Pipeline.Host.Web.Pages.Live;

namespace Pipeline.Host.Web.Pages.Listing;

/// <summary>The live part of <c>/runs</c>.</summary>
internal sealed class RunsList(RunQueries queries)
{
    /// <summary>The regions: the rows.</summary>
    public async Task<IReadOnlyList<Region>?> ReadAsync(RunsQuery query, CancellationToken cancellationToken)
    {
        var runs = await queries.ListAsync(new RunFilter(query.Status, query.Pipeline), query.Skip, RunsQuery.PageSize + 1, cancellationToken);
        return [new Region("runs", (runs.Count == 0 ? Nothing(query) : Table(query, runs)).Text)];
    }

    private static Html Table(RunsQuery query, IReadOnlyList<RunView> runs) => Html.Of($"""
        <div class="scroll" tabindex="0" role="region" aria-label="Runs">
        <table class="list">
          <thead><tr><th scope="col">State</th><th scope="col">Run</th><th scope="col">Model</th><th scope="col">Began</th><th scope="col">Took</th><th scope="col">Nodes</th><th scope="col">Asked for by</th></tr></thead>
          <tbody>{runs.Take(RunsQuery.PageSize).Select(Row)}</tbody>
        </table>
        </div>
        {Pages(query, runs.Count > RunsQuery.PageSize)}
        """);

    private static Html Row(RunView run) => Html.Of($"""
        <tr id="run-{run.Id}">
          <td>{Words.Pill(run.Status)}</td>
          <td class="main"><a href="/runs/{run.Id}">{run.Title}</a><code class="sub">{run.Id}</code>{Html.If(run.Error is not null, () => Html.Of($"""<span class="why">{run.Error}</span>"""))}</td>
          <td data-label="Model">{Words.Model(run) ?? "–"}</td>
          <td data-label="Began">{Words.Time(run.CreatedAt)}</td>
          <td data-label="Took">{Words.Took(run.CreatedAt, run.EndedAt)}</td>
          <td data-label="Nodes">{(run.Nodes.Count > 0 ? string.Join(", ", run.Nodes) : "–")}</td>
          <td data-label="By">{run.By ?? "command line"}</td>
        </tr>
        """);

    private static Html Nothing(RunsQuery query) => query == new RunsQuery(null, null, 0)
        ? new Html("""<div class="empty"><h2>No runs yet</h2><p>Start the first one: <a class="button primary" href="/runs/new">New run</a></p></div>""")
        : new Html("""<div class="empty"><h2>No such runs</h2><p>Nothing matches the filter. <a href="/runs">Show all runs</a></p></div>""");

    private static Html Pages(RunsQuery query, bool more) => Html.If(more || query.Skip > 0, () => Html.Of($"""
        <nav class="pages" aria-label="Pages">
          {Html.If(query.Skip > 0, () => Html.Of($"""<a href="{query.Address(Math.Max(0, query.Skip - RunsQuery.PageSize))}" rel="prev">Newer</a>"""))}
          {Html.If(more, () => Html.Of($"""<a href="{query.Address(query.Skip + RunsQuery.PageSize)}" rel="next">Older</a>"""))}
        </nav>
        """));
}
