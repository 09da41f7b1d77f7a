using System.Globalization;
using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Views;

/// <summary>A run as a plain log: says once what has changed since it looked last. Of progress every phase and every tenth.</summary>
internal sealed class RunLog
{
    private readonly Dictionary<(string Activity, int Visit), string> told = [];
    private RunStatus? status;

    /// <summary>The new lines: time, step, what.</summary>
    public IEnumerable<string> News(RunView run, DateTimeOffset now)
    {
        foreach (var step in run.Steps)
        {
            var mark = Mark(step);
            if (told.TryGetValue((step.ActivityId, step.Visit), out var before) && before == mark)
                continue;
            told[(step.ActivityId, step.Visit)] = mark;
            yield return Line(step.EndedAt ?? now, step.Name, What(step));
        }

        if (status != run.Status)
        {
            status = run.Status;
            yield return Line(run.EndedAt ?? now, run.Title, $"run {run.Id} {run.Status.ToString().ToLowerInvariant()}");
        }
    }

    private static string What(StepRecord step)
    {
        var nodes = step.Nodes.Count > 0 ? $" [{string.Join(' ', step.Nodes)}]" : "";
        var attempt = step is { Attempt: > 1, State: StepState.Running } ? string.Create(CultureInfo.InvariantCulture, $"attempt {step.Attempt}: ") : "";
        return $"{attempt}{StepText.Of(step)}{(step.State == StepState.Running ? nodes : "")}";
    }

    /// <summary>Equal marks are not worth a line.</summary>
    private static string Mark(StepRecord step)
    {
        var phase = step.State == StepState.Running && step.Detail is { } detail ? detail.Split(": ")[0] : "";
        var tenth = step.State == StepState.Running ? Math.Floor((step.Progress ?? 0) * 10) : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{step.State} {step.Attempt} {tenth} {phase}");
    }

    private static string Line(DateTimeOffset at, string who, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{at:HH:mm:ss}  {who,-22} {what}");
}
