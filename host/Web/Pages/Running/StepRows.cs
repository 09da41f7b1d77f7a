using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Pages.Graph;

namespace Pipeline.Host.Web.Pages.Running;

/// <summary>The visits of a run's steps, in the order in which they began.</summary>
internal static class StepRows
{
    /// <summary>The region.</summary>
    public static Html Of(RunView run) => run.Steps.Count == 0
        ? new Html("""<li class="hint">No step has begun yet.</li>""")
        : Html.All(run.Steps.Select(s => Row(run, s)));

    private static Html Row(RunView run, StepRecord step) => Html.Of($"""
        <li id="{GraphPicture.StepAnchor(step)}" class="step {Words.Class(step.State)}" tabindex="-1">
          <span class="sign" aria-hidden="true">{StepStates.Glyph(step.State, unicode: true)}</span>
          <div class="name"><strong>{step.Name}</strong>{Html.If(step.Visit > 1, () => Html.Of($"""<span class="tag">visit {step.Visit}</span>"""))}{Html.If(step.Attempt > 1, () => Html.Of($"""<span class="tag">attempt {step.Attempt}</span>"""))}<span class="hidden">, {StepStates.Word(step.State)}</span></div>
          <div class="time">{Words.Took(step.StartedAt, step.EndedAt)}</div>
          <div class="what">{What(step)}{Nodes(step)}</div>
          {Html.If(step.Jobs.Count > 0 && step.Nodes.Count > 0, () => Html.Of($"""<a class="log" href="/api/runs/{run.Id}/logs/{Uri.EscapeDataString(step.Name)}?visit={step.Visit}" data-log="{LogChoice.Key(step, step.Nodes[0])}">Log<span class="hidden"> of {step.Name}, visit {step.Visit}</span></a>"""))}
        </li>
        """);

    /// <summary>While a step runs its progress stands in the bars; afterwards in words.</summary>
    private static Html What(StepRecord step) => step.State == StepState.Running
        ? Html.Of($"""<span>{step.Detail ?? StepStates.Word(step.State)}</span>""")
        : Html.Of($"""<span>{StepText.Of(step)}</span>""");

    private static Html Nodes(StepRecord step) => Html.All(step.Nodes.Select(n => step is { State: StepState.Running, Progress: { } part }
        ? Html.Of($"""<span class="on bar"><span>{n}</span>{Words.Bar(part, $"{step.Name} on {n}")}<span class="percent">{Math.Floor(part * 100)} %</span></span>""")
        : Html.Of($"""<span class="on">{n}</span>""")));
}
