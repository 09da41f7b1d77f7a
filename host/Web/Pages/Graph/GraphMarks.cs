using Elsa.Workflows.Runtime.Entities;
using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Pages.Graph;

/// <summary>What a run has done of a graph: steps leave records, and the engine notes the outcomes of everything else.</summary>
/// <param name="Steps">The latest visit of each step that has begun.</param>
/// <param name="Reached">The nodes that were come to.</param>
/// <param name="Taken">The edges that were followed.</param>
internal sealed record GraphMarks(IReadOnlyDictionary<string, StepRecord> Steps, IReadOnlySet<string> Reached, IReadOnlySet<GraphEdge> Taken)
{
    private static readonly string[] Done = ["Done"];

    /// <summary>The marks of a run.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="run">The run with its steps.</param>
    /// <param name="executions">What the engine noted of the nodes that are no steps.</param>
    public static GraphMarks Of(PipelineGraph graph, RunView run, IReadOnlyList<ActivityExecutionRecord> executions)
    {
        // A retried run came to its failure, and left it again.
        var left = run.Status == RunStatus.Failed ? [] : graph.Nodes.Where(n => n.Kind == NodeKind.Failure).Select(n => n.Id).ToHashSet();
        var reached = run.Steps.Select(s => s.ActivityId).Concat(executions.Select(e => e.ActivityId)).Where(id => !left.Contains(id)).ToHashSet();
        var outcomes = run.Steps.Select(s => (s.ActivityId, s.Outcome)).Concat(executions.SelectMany(Outcomes)).ToHashSet();
        var taken = graph.Edges.Where(e => outcomes.Contains((e.From, e.Outcome)) && reached.Contains(e.To)).ToHashSet();
        var latest = run.Steps.GroupBy(s => s.ActivityId).ToDictionary(g => g.Key, g => g.MaxBy(s => s.Visit)!);
        return new GraphMarks(latest, reached, taken);
    }

    private static IEnumerable<(string Activity, string? Outcome)> Outcomes(ActivityExecutionRecord execution)
    {
        if (execution.CompletedAt is null)
            return [];
        var names = execution.Payload?.TryGetValue("Outcomes", out var noted) == true ? noted as IEnumerable<object> : null;
        return (names ?? Done).Select(name => (execution.ActivityId, name.ToString()));
    }
}
