using Elsa.Workflows;
using Elsa.Workflows.Options;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Host.Composition;
using Pipeline.Workflows;

namespace Pipeline.Host.Runs;

/// <summary>
/// Plans by running the very workflow in memory with steps that write down what they would do and go on as if it had gone
/// well. Nothing is executed and nothing is stored.
/// </summary>
internal sealed class RunPlanner(PlanningServices planning)
{
    /// <summary>The plan.</summary>
    public async Task<RunPlan> PlanAsync(PipelineWorkflow pipeline, IReadOnlyDictionary<string, object?> values, IReadOnlyList<string> warnings, CancellationToken cancellationToken)
    {
        var notes = await NotesAsync(pipeline, values, cancellationToken);
        return new RunPlan(pipeline.Name, [.. notes.Select(Describe)], warnings);
    }

    /// <summary>What each step would do.</summary>
    public async Task<IReadOnlyList<PlanNote>> NotesAsync(PipelineWorkflow pipeline, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        await using var services = planning.Build();
        var runner = services.GetRequiredService<IWorkflowRunner>();
        var result = await runner.RunAsync(
            pipeline,
            new RunWorkflowOptions { Input = values.ToDictionary(v => v.Key, v => v.Value!), WorkflowInstanceId = "RUN" },
            cancellationToken);
        if (result.WorkflowState.Incidents.FirstOrDefault() is { } incident)
            throw new InputException(incident.Message);
        return services.GetRequiredService<PlanNotes>().Notes;
    }

    private static PlannedStep Describe(PlanNote note) => new(note.Step, note.Outcome, [.. note.Jobs.Select(j =>
        new PlannedCommand(j.Node, j.Container, j.Environment, j.WorkingDirectory, j.Script.Text))]);
}
