using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Views;

/// <summary>The end of a run in words that a person can act on.</summary>
/// <param name="Data">What must be added to commands for them to find the run, e.g. <c> --data /tmp/x</c>; empty for the default.</param>
/// <param name="Now">The present.</param>
internal sealed record RunSummary(string Data, DateTimeOffset Now)
{
    /// <summary>The lines.</summary>
    public IReadOnlyList<string> Lines(RunView run) => run.Status switch
    {
        RunStatus.Finished => [$"Finished in {Time(run)}.", .. Made(run), .. Serve(run)],
        RunStatus.Failed => Failure(run),
        RunStatus.Cancelled => [$"The run {run.Id} was cancelled after {Time(run)}."],
        RunStatus.Interrupted => [$"No process drives the run {run.Id}. What runs on the nodes goes on.", $"  go on:  pipeline run --resume{Data}", $"  cancel: pipeline cancel {run.Id}{Data}"],
        _ => [$"The run {run.Id} goes on.", $"  watch:  pipeline logs {run.Id} --follow{Data}", $"  cancel: pipeline cancel {run.Id}{Data}"],
    };

    private string Time(RunView run) => Durations.Text((run.EndedAt ?? Now) - run.CreatedAt);

    private static IEnumerable<string> Made(RunView run)
    {
        var outputs = MadeThings.Of(run);
        if (outputs.Count == 0)
            yield break;
        yield return "";
        yield return "Made:";
        foreach (var (name, values) in outputs)
            yield return $"  {name}: {string.Join(", ", values)}";
    }

    private static IEnumerable<string> Serve(RunView run) =>
        ServeAdvice.Of(run) is { Count: > 0 } commands ? ["", "Serve it:", .. commands.Select(c => $"  {c}")] : [];

    private List<string> Failure(RunView run)
    {
        var step = run.Steps.LastOrDefault(s => s.State == StepState.Failed);
        var where = step is null ? "" : $" at {step.Name}{(step.Nodes.Count > 0 ? $" on {string.Join(", ", step.Nodes)}" : "")}";
        var lines = new List<string> { $"Failed{where} after {Time(run)}.", $"  what:   {run.Error ?? step?.Error ?? "no reason is known"}" };
        if ((run.Remedy ?? step?.Remedy) is { } remedy)
            lines.Add($"  remedy: {remedy}");
        lines.Add($"  log:    pipeline logs {run.Id}{(step is null ? "" : $" {ShellQuote.Word(step.Name)}")}{Data}");
        lines.Add($"  again:  pipeline retry {run.Id}{Data}   (goes on at the failed step; what is done is kept)");
        return lines;
    }
}
