using System.Globalization;
using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Pages;

/// <summary>Small things that several pages show alike.</summary>
internal static class Words
{
    /// <summary>A run's state: a sign and a word in the state's colour.</summary>
    public static Html Pill(RunStatus status) => Html.Of($"""<span class="pill {Class(status)}"><span class="sign" aria-hidden="true">{Sign(status)}</span>{status.ToString()}</span>""");

    /// <summary>The CSS class of a run's state; the same classes serve steps.</summary>
    public static string Class(RunStatus status) => status switch
    {
        RunStatus.Finished => "done",
        RunStatus.Failed => "failed",
        RunStatus.Running => "running",
        RunStatus.Interrupted => "paused",
        RunStatus.Cancelled => "cancelled",
        _ => "waiting",
    };

    /// <summary>The CSS class of a step's state.</summary>
    public static string Class(StepState state) => state switch
    {
        StepState.Done => "done",
        StepState.Skipped => "skipped",
        StepState.Failed => "failed",
        StepState.Running => "running",
        StepState.BackingOff => "paused",
        StepState.Cancelled => "cancelled",
        _ => "waiting",
    };

    /// <summary>One character for a run's state.</summary>
    public static string Sign(RunStatus status) => status switch
    {
        RunStatus.Finished => "✓",
        RunStatus.Failed => "✗",
        RunStatus.Running => "●",
        RunStatus.Interrupted => "↻",
        RunStatus.Cancelled => "■",
        _ => "○",
    };

    /// <summary>A point in time; the browser shows it in the user's own zone.</summary>
    public static Html Time(DateTimeOffset at) =>
        Html.Of($"""<time datetime="{Iso(at)}" data-local>{at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC</time>""");

    /// <summary>How long something took; while it goes on, the browser counts.</summary>
    public static Html Took(DateTimeOffset from, DateTimeOffset? to) => to is { } end
        ? Html.Of($"""<span class="took">{Durations.Text(end - from)}</span>""")
        : Html.Of($"""<time class="took" data-since="{Iso(from)}">since {from.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC</time>""");

    /// <summary>A progress bar.</summary>
    /// <param name="part">0 to 1.</param>
    /// <param name="label">What progresses.</param>
    public static Html Bar(double part, string label) =>
        Html.Of($"""<progress max="100" value="{Math.Round(Math.Clamp(part, 0, 1) * 100)}" aria-label="{label}"></progress>""");

    /// <summary>What people call the model of a run: paths and hub ids both end in it. Null when the run has none.</summary>
    public static string? Model(RunView run) =>
        run.Inputs.GetValueOrDefault("model")?.ToString()?.TrimEnd('/').Split('/')[^1] is { Length: > 0 } name ? name : null;

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
