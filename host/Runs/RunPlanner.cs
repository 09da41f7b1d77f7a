using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Host.Composition;

namespace Pipeline.Host.Runs;

/// <summary>
/// Plans by running the very workflow in memory with steps that write down what they would do and go on as if it had gone
/// well. Nothing is executed and nothing is stored.
/// </summary>
internal sealed class RunPlanner(PlanningServices planning, DesignedWorkflows designed)
{
    /// <summary>The plan.</summary>
    /// <exception cref="InputException">It cannot be planned.</exception>
    public async Task<RunPlan> PlanAsync(CheckedRun run, CancellationToken cancellationToken)
    {
        var (notes, waits) = await RunAsync(run, cancellationToken);
        return new RunPlan(run.Name, [.. notes.Select(Describe)], [.. run.Warnings, .. waits]);
    }

    /// <summary>What each step would do.</summary>
    public async Task<IReadOnlyList<PlanNote>> NotesAsync(CheckedRun run, CancellationToken cancellationToken) => (await RunAsync(run, cancellationToken)).Notes;

    private async Task<(IReadOnlyList<PlanNote> Notes, IReadOnlyList<string> Waits)> RunAsync(CheckedRun run, CancellationToken cancellationToken)
    {
        await using var services = planning.Build();
        var runner = services.GetRequiredService<IWorkflowRunner>();
        var options = new RunWorkflowOptions { Input = run.Values.ToDictionary(v => v.Key, v => v.Value!), WorkflowInstanceId = "RUN", TriggerActivityId = run.Trigger };
        var result = run.Designed is { } version
            ? await runner.RunAsync(designed.Read(version), options, cancellationToken)
            : await runner.RunAsync(run.Pipeline!, options, cancellationToken);
        if (result.WorkflowState.Incidents.FirstOrDefault() is { } incident)
            throw new InputException(run.Designed is null ? incident.Message : $"The plan of {run.Name} ends at {incident.ActivityId}: {incident.Message}");
        return (services.GetRequiredService<PlanNotes>().Notes, [.. Waits(result)]);
    }

    /// <summary>A plan cannot know what comes of it: what follows is not in it.</summary>
    private static IEnumerable<string> Waits(RunWorkflowResult result) => result.WorkflowState.Bookmarks
        .Select(b => b.ActivityId).Distinct()
        .Select(activity => $"The workflow waits at {activity}; the plan ends there.");

    private static PlannedStep Describe(PlanNote note) => new(note.Step, note.Outcome, [.. note.Jobs.Select(j =>
        new PlannedCommand(j.Node, j.Container, j.Environment, j.WorkingDirectory, j.Script.Text))]);
}
