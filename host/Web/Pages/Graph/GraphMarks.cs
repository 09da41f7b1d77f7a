using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Pages.Graph;

/// <summary>
/// What a run has done of a graph. Steps leave records; that a question was answered is concluded from the step that came
/// first after it.
/// </summary>
/// <param name="Steps">The latest visit of each step that has begun.</param>
/// <param name="Reached">When each node was first come to.</param>
/// <param name="Taken">The edges that were followed.</param>
internal sealed record GraphMarks(
    IReadOnlyDictionary<string, StepRecord> Steps, IReadOnlyDictionary<string, DateTimeOffset> Reached, IReadOnlySet<GraphEdge> Taken)
{
    /// <summary>The marks of a run.</summary>
    public static GraphMarks Of(PipelineGraph graph, RunView run)
    {
        var reached = new Dictionary<string, DateTimeOffset?>();
        var taken = new HashSet<GraphEdge>();
        foreach (var node in graph.Nodes)
        {
            if (node.Kind == NodeKind.Step)
            {
                var outcomes = run.Steps.Where(s => s.ActivityId == node.Id).Select(s => s.Outcome).ToHashSet();
                taken.UnionWith(graph.Edges.Where(e => e.From == node.Id && outcomes.Contains(e.Outcome) && At(e.To) is not null));
            }
            else if (At(node.Id) is { } at && graph.Edges.Where(e => e.From == node.Id && At(e.To) >= at).MinBy(e => At(e.To)) is { } answer)
            {
                taken.Add(answer);
            }
        }

        var latest = run.Steps.GroupBy(s => s.ActivityId).ToDictionary(g => g.Key, g => g.MaxBy(s => s.Visit)!);
        return new GraphMarks(latest, reached.Where(r => r.Value is not null).ToDictionary(r => r.Key, r => r.Value!.Value), taken);

        DateTimeOffset? At(string id)
        {
            if (reached.TryGetValue(id, out var known))
                return known;
            // Until it is known, a loop back to here tells nothing.
            reached[id] = null;
            var node = graph.Nodes.First(n => n.Id == id);
            return reached[id] = node.Kind switch
            {
                NodeKind.Step => run.Steps.Where(s => s.ActivityId == id).Select(s => (DateTimeOffset?)s.StartedAt).Min(),
                NodeKind.Failure => run.Status == RunStatus.Failed ? run.EndedAt : null,
                _ when graph.Edges.All(e => e.From != id) => run.Status == RunStatus.Finished ? run.EndedAt : null,
                _ when !CanBe(id) => null,
                _ => graph.Edges.Where(e => e.From == id).Select(e => At(e.To)).Min(),
            };
        }

        // What follows steps alone needs one of them.
        bool CanBe(string id)
        {
            var before = graph.Edges.Where(e => e.To == id).Select(e => graph.Nodes.First(n => n.Id == e.From)).ToList();
            return before.Exists(n => n.Kind != NodeKind.Step || run.Steps.Any(s => s.ActivityId == n.Id)) || before.Count == 0;
        }
    }
}
