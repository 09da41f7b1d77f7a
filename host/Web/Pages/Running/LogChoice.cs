using System.Globalization;
using System.Text.Json;
using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Pages.Running;

/// <summary>The logs that a run has, to choose from. The first choice is whatever is worth reading now.</summary>
internal static class LogChoice
{
    /// <summary>The options.</summary>
    public static Html Of(RunView run)
    {
        var logs = run.Steps.Where(s => s.Nodes.Count > 0).SelectMany(s => RunLogs.LatestOf(s).Select(l => (Step: s, l.Node))).ToList();
        var now = logs.Where(l => l.Step.State is StepState.Running or StepState.Failed or StepState.BackingOff).LastOrDefault(logs.LastOrDefault());
        return Html.Of($"""
            <option value="" data-now="{(now.Step is null ? "" : Key(now.Step, now.Node))}">The latest step</option>
            {logs.Select(l => Html.Of($"""<option value="{Key(l.Step, l.Node)}">{l.Step.Name}{(l.Step.Visit > 1 ? string.Create(CultureInfo.InvariantCulture, $", visit {l.Step.Visit}") : "")} on {l.Node}</option>"""))}
            """);
    }

    /// <summary>Names a log: activity, step, visit and node, as a JSON list.</summary>
    public static string Key(StepRecord step, string node) => JsonSerializer.Serialize(new object[] { step.ActivityId, step.Name, step.Visit, node });
}
