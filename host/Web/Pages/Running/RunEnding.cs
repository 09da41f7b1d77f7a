using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Pages.Running;

/// <summary>How a run ended: what it made and how that is served, or what went wrong and what helps.</summary>
internal static class RunEnding
{
    /// <summary>The region; empty while the run goes on.</summary>
    public static Html Of(RunView run, bool mayOperate) => run.Status switch
    {
        RunStatus.Failed => Failure(run, mayOperate),
        RunStatus.Finished => Made(run),
        RunStatus.Interrupted => new Html("""<section class="alert paused"><h2>No process drives this run</h2><p>What runs on the nodes goes on. This host takes the run up when its turn comes.</p></section>"""),
        _ => Html.None,
    };

    private static Html Failure(RunView run, bool mayOperate)
    {
        var step = run.Steps.LastOrDefault(s => s.State == StepState.Failed);
        return Html.Of($"""
            <section class="alert failed" aria-labelledby="failure">
              <h2 id="failure">Failed{(step is null ? "" : $" at {step.Name}")}</h2>
              <p class="what">{run.Error ?? step?.Error ?? "No reason is known."}</p>
              {Html.If((run.Remedy ?? step?.Remedy) is not null, () => Html.Of($"""<p class="remedy"><strong>What helps</strong> {run.Remedy ?? step?.Remedy}</p>"""))}
              {Html.If(mayOperate, () => Html.Of($"""
                <form class="actions" method="post" action="/runs/{run.Id}/retry"><button class="primary" id="retry">Retry</button><span class="hint">Goes on at the failed step; what is done is kept.</span></form>
                """))}
            </section>
            """);
    }

    private static Html Made(RunView run)
    {
        var outputs = MadeThings.Of(run);
        var serve = ServeAdvice.Of(run);
        return outputs.Count == 0 ? Html.None : Html.Of($"""
            <section class="alert done" aria-labelledby="made">
              <h2 id="made">Made</h2>
              <dl class="made">{outputs.Select(o => Html.Of($"""<div><dt>{o.Name}</dt><dd>{o.Values.Select(v => Html.Of($"<code>{v}</code> "))}</dd></div>"""))}</dl>
              {Html.If(serve.Count > 0, () => Html.Of($"""
                <h3>Serve it</h3>
                <div class="copy"><pre tabindex="0" aria-label="Commands that serve the result"><code id="serve-commands">{string.Join("\n", serve)}</code></pre><button type="button" data-copy="serve-commands">Copy</button></div>
                """))}
            </section>
            """);
    }
}
