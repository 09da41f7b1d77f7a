using Pipeline.Host.Cli.Views;
using Pipeline.Host.Scheduling;
using Pipeline.Host.Web.Pages.Live;

namespace Pipeline.Host.Web.Pages.Schedules;

/// <summary>The live part of <c>/schedules</c>.</summary>
internal sealed class SchedulesContents(ScheduleControl control)
{
    private const int Earlier = 7;

    /// <summary>The regions: a card per schedule.</summary>
    public async Task<IReadOnlyList<Region>?> ReadAsync(bool mayOperate, CancellationToken cancellationToken) =>
        [new Region("schedules", Html.All((await control.ListAsync(cancellationToken)).Select(v => Card(v, mayOperate))).Text)];

    private static Html Card(ScheduleView view, bool mayOperate) => Html.Of($"""
        <article class="card schedule" id="schedule-{view.Schedule.Name}" aria-labelledby="name-{view.Schedule.Name}">
          <div class="head"><h2 id="name-{view.Schedule.Name}">{view.Schedule.Name}</h2>{Pill(view.State)}</div>
          <p class="sub">{view.Schedule.Description}</p>
          <dl>
            <dt>Next</dt><dd>{Next(view)}</dd>
            <dt>Fires</dt><dd>{(view.Schedule.Cron is null ? Html.Of($"no time is configured: set <code>Schedules:{view.Schedule.Name}:Cron</code>") : Html.Of($"<code>{view.Schedule.Cron.ToString()}</code> {view.Schedule.TimeZone}"))}</dd>
            <dt>Missed times</dt><dd>{(view.Schedule.Missed == MissedFires.Run ? "are caught up once" : "are skipped")}</dd>
            <dt>Window</dt><dd>{(view.Schedule.Window > TimeSpan.Zero ? $"{Durations.Text(view.Schedule.Window)} for beginning" : "without end")}</dd>
            <dt>Does</dt><dd>{Items(view.Schedule)}</dd>
          </dl>
          {Html.If(mayOperate, () => Buttons(view))}
          {Last(view)}
          {Before(view)}
        </article>
        """);

    private static Html Pill(ScheduleState state) => state switch
    {
        ScheduleState.On => new Html("""<span class="pill done"><span class="sign" aria-hidden="true">●</span>On</span>"""),
        ScheduleState.Paused => new Html("""<span class="pill paused"><span class="sign" aria-hidden="true">❚❚</span>Paused</span>"""),
        _ => new Html("""<span class="pill waiting"><span class="sign" aria-hidden="true">○</span>Off</span>"""),
    };

    private static Html Next(ScheduleView view) => view.Next is { } next
        ? Html.Of($"""{ScheduleWords.Time(view.Schedule, next)} <span class="sub">({Words.Time(next)} where you are)</span>""")
        : new Html(view.Paused ? "not before it is resumed" : "only when asked for");

    private static Html Items(Schedule schedule) => schedule.Items.Count == 0
        ? new Html("nothing: its catalogue is empty")
        : Html.Of($"""<ul class="words">{schedule.Items.Select(i => Html.Of($"<li>{i.Name}</li>"))}</ul>""");

    private static Html Buttons(ScheduleView view)
    {
        var name = view.Schedule.Name;
        var open = view.Occurrences.Any(o => o.State == OccurrenceState.Open);
        return Html.Of($"""
            <div class="actions">
              {(view.Paused
                ? Html.Of($"""<form method="post" action="/schedules/{name}/resume"><button aria-label="Resume {name}">Resume</button></form>""")
                : Html.Of($"""<form method="post" action="/schedules/{name}/pause"><button aria-label="Pause {name}">Pause</button></form>"""))}
              {Html.If(!open && view.Schedule.Items.Count > 0, () => Html.Of($"""<form method="post" action="/schedules/{name}/run-now" data-confirm="Run {name} now?"><button aria-label="Run now: {name}">Run now</button></form>"""))}
            </div>
            """);
    }

    private static Html Last(ScheduleView view) => view.Occurrences is not [var last, ..] ? Html.None : Html.Of($"""
        <h3>{(last.State == OccurrenceState.Open ? "Going on" : "Last")}: {ScheduleWords.Time(view.Schedule, last.FireTime)}</h3>
        <p class="sub">{ScheduleWords.Result(last)}{(last.By is null ? "" : $", asked for by {last.By}")}{Html.If(last.Note is not null && last.By is null, () => Html.Of($". {last.Note}"))}</p>
        {Html.If(last.Items.Count > 0, () => Html.Of($"""
            <ul class="report">{last.Items.Select(Row)}</ul>
            """))}
        """);

    private static Html Row(OccurrenceItem item) => Html.Of($"""
        <li><span class="pill {Class(item.State)}">{ScheduleWords.State(item.State)}</span> <span>{(item.Run is null ? Html.Of($"{item.Item.Name}") : Html.Of($"""<a href="/runs/{item.Run}">{item.Item.Name}</a>"""))}</span>{Html.If(item.Detail is not null, () => Html.Of($""" <span class="sub">{item.Detail} {item.Remedy}</span>"""))}</li>
        """);

    private static Html Before(ScheduleView view) => Html.If(view.Occurrences.Count > 1, () => Html.Of($"""
        <details><summary>Before</summary><ul class="report">{view.Occurrences.Skip(1).Take(Earlier).Select(o => Html.Of($"""<li><span>{ScheduleWords.Time(view.Schedule, o.FireTime)}</span> <span class="sub">{ScheduleWords.Result(o)}</span></li>"""))}</ul></details>
        """));

    private static string Class(ItemState state) => state switch
    {
        ItemState.Finished or ItemState.UpToDate => "done",
        ItemState.Failed or ItemState.Refused => "failed",
        ItemState.Running => "running",
        ItemState.NotReached => "paused",
        ItemState.Cancelled => "cancelled",
        _ => "waiting",
    };
}
