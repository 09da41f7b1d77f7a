using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Pages.Running;

/// <summary>What run this is, how it stands, and what can be done with it.</summary>
internal static class RunHeadline
{
    /// <summary>The region.</summary>
    public static Html Of(RunView run, bool mayOperate) => Html.Of($"""
        <div class="head">
          <h1>{run.Title}{Html.If(Words.Model(run) is not null, () => Html.Of($"""<span class="of"> of </span><span class="model">{Words.Model(run)}</span>"""))}</h1>
          {Words.Pill(run.Status)}
          {Html.If(mayOperate && run.EndedAt is null, () => Html.Of($"""
            <form class="actions" method="post" action="/runs/{run.Id}/cancel" data-confirm="Cancel this run? Its jobs on the nodes are ended."><button class="danger" id="cancel">Cancel run</button></form>
            """))}
        </div>
        <dl class="facts">
          <div><dt>Run</dt><dd><code>{run.Id}</code></dd></div>
          <div><dt>Began</dt><dd>{Words.Time(run.CreatedAt)}</dd></div>
          <div><dt>Took</dt><dd>{Words.Took(run.CreatedAt, run.EndedAt)}</dd></div>
          <div><dt>Nodes</dt><dd>{(run.Nodes.Count > 0 ? string.Join(", ", run.Nodes) : "none yet")}</dd></div>
          <div><dt>Asked for by</dt><dd>{run.By ?? "command line"}</dd></div>
          {Html.If(run.Delivery is not null, () => Html.Of($"""<div><dt>Delivery</dt><dd><code>{run.Delivery}</code></dd></div>"""))}
          {Html.If(run.Correlation is not null, () => Html.Of($"""<div><dt>Correlation</dt><dd><code>{run.Correlation}</code></dd></div>"""))}
        </dl>
        """);
}
