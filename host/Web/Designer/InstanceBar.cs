using Pipeline.Host.Runs;
using Pipeline.Host.Web.Pages;

namespace Pipeline.Host.Web.Designer;

/// <summary>What stands above Studio's viewer: how the run is, the way to its own page, and the retry that Studio has no button for.</summary>
internal static class InstanceBar
{
    /// <summary>The bar. Its script asks for it again and again.</summary>
    public static Html Of(RunView run, bool mayOperate) => Html.Of($"""
        <div id="standing" data-run="{run.Id}" data-title="{Title(run)} · Pipeline" data-open="{(run.EndedAt is null ? "yes" : "no")}">
          <span class="pill {Words.Class(run.Status)}">{Words.Sign(run.Status)} {run.Status.ToString()}</span>
          {Html.If(mayOperate && run.Status == RunStatus.Failed, () => Html.Of($"""<form method="post" action="/workflows/instances/{run.Id}/retry"><button title="Goes on at the failed step; what is done is kept.">Retry</button></form>"""))}
          <a href="/runs/{run.Id}">Run page</a>
        </div>
        """);

    /// <summary>The page's title.</summary>
    public static string Title(RunView run) => $"{Words.Sign(run.Status)} {run.Title} · {run.Status}";
}
