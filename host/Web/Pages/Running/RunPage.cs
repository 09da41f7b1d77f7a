using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Pages.Live;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Pages.Running;

/// <summary><c>/runs/{run}</c>: one run, live.</summary>
internal static class RunPage
{
    /// <summary>Maps it, with its buttons.</summary>
    public static void MapRunPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/runs/{run}", ShowAsync);
        app.MapPost("/runs/{run}/retry", RunButtons.RetryAsync).RequireAuthorization(Roles.Operator);
        app.MapPost("/runs/{run}/cancel", RunButtons.CancelAsync).RequireAuthorization(Roles.Operator);
    }

    private static async Task<IResult> ShowAsync(string run, HttpContext context, RunContents contents, RunQueries queries)
    {
        if (await queries.FindExactAsync(run, context.RequestAborted) is not { } view)
            return Problems.Of(StatusCodes.Status404NotFound, $"There is no run '{run}'.");
        var regions = await contents.OfAsync(view, LiveHub.MayOperate(context.User), context.RequestAborted);
        return Shell.Page(context, $"{view.Title} · {view.Status}", Html.Of($"""
            <nav class="crumbs" aria-label="Breadcrumb"><a href="/runs">Runs</a></nav>
            <div class="run" data-live="Run" data-run="{run}">
              {regions.Get("announce").In("p", "class=\"hidden\" role=\"status\" aria-live=\"polite\"")}
              {regions.Get("headline").In("div")}
              {regions.Get("ending").In("div")}
              <div class="columns">
                <section class="card" aria-labelledby="h-picture"><div class="head"><h2 id="h-picture">Pipeline</h2><a class="sub" href="/workflows/instances/{run}/view">In the designer</a></div><div class="scroll" tabindex="0" role="region" aria-label="Picture of the pipeline">{regions.Get("picture").In("div")}</div></section>
                <div>
                  <section class="card" aria-labelledby="h-steps"><h2 id="h-steps">Steps</h2>{regions.Get("steps").In("ol", "class=\"steps\"")}</section>
                  <section class="card logs" id="log" aria-labelledby="h-log">
                    <div class="head"><h2 id="h-log">Log</h2>
                      <label class="hidden" for="log-choice">Which log</label>{regions.Get("log-choice").In("select")}
                      <label><input type="checkbox" id="log-follow" checked> Follow</label>
                      <span id="log-size" class="sub"></span><a id="log-whole" class="sub" hidden>Whole log</a>
                    </div>
                    <div id="log-view" class="log-view" tabindex="0" role="region" aria-label="Log text"><div class="log-space"><pre class="log-lines"></pre></div></div>
                  </section>
                  <details class="card"><summary>Inputs</summary><dl class="inputs">{view.Inputs.OrderBy(i => i.Key).Select(i => Html.Of($"""<div><dt>{i.Key}</dt><dd><code>{InputReader.Text(i.Value)}</code></dd></div>"""))}</dl></details>
                </div>
              </div>
            </div>
            """));
    }
}
