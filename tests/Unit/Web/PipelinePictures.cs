using Elsa.Workflows.Runtime.Entities;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Activities.Steps.Records;
using Pipeline.Engine;
using Pipeline.Engine.Registration;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Pages.Graph;
using Pipeline.Workflows;

namespace Pipeline.Tests.Unit.Web;

/// <summary>The pictures of the pipelines that come with the product, and what a run marks in them.</summary>
public sealed class PipelinePictures
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Pipelines => [.. PipelineCatalog.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task Nodes_do_not_touch_and_no_edge_runs_through_one(string pipeline)
    {
        var layout = await LayoutOf(pipeline);

        layout.Places.Keys.ShouldBe(layout.Graph.Nodes.Select(n => n.Id), ignoreOrder: true);
        var places = layout.Places.Values.ToList();
        foreach (var (a, b) in places.SelectMany((a, i) => places.Skip(i + 1).Select(b => (a, b))))
            (a.Right <= b.X || b.Right <= a.X || a.Bottom <= b.Y || b.Bottom <= a.Y).ShouldBeTrue();
        foreach (var way in layout.Edges)
        {
            foreach (var (from, to) in way.Points.Zip(way.Points.Skip(1)))
                places.ShouldNotContain(p => Crosses(p, from, to), $"{way.Edge}");
        }
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task Every_outcome_is_drawn_or_leads_to_the_failures(string pipeline)
    {
        var layout = await LayoutOf(pipeline);
        var layers = GraphLayers.Of(layout.Graph);

        foreach (var edge in layout.Graph.Edges)
            (layout.Edges.Any(w => w.Edge == edge) || layers.IsFailing(edge) || layers.EndsFailure(edge)).ShouldBeTrue($"{edge}");
    }

    [Fact]
    public async Task A_flowchart_within_is_laid_flat()
    {
        var graph = (await LayoutOf(nameof(MultiNodeCalibration))).Graph;

        var (check, flip) = (Node("CheckNics"), Node("FlipNics"));
        graph.Edges.ShouldContain(new GraphEdge(Node("Several nodes?"), "True", check));
        graph.Edges.ShouldContain(new GraphEdge(check, "Ports down", flip));
        graph.Edges.ShouldContain(new GraphEdge(flip, "Done", check));
        graph.Edges.ShouldContain(new GraphEdge(check, "All up", Node("NICs failed?")));
        string Node(string name) => graph.Nodes.Single(n => n.Name == name).Id;
    }

    [Fact]
    public void Every_way_that_a_run_took_is_marked_also_both_ways_of_a_question_in_a_loop()
    {
        var graph = new PipelineGraph(
            "a", [Step("a"), new GraphNode("q", "Again?", NodeKind.Decision), Step("b"), new GraphNode("f", "Fail", NodeKind.Failure)],
            [new GraphEdge("a", "Done", "q"), new GraphEdge("q", "True", "a"), new GraphEdge("q", "False", "b"), new GraphEdge("a", "Failed", "f")]);
        RunView run = new("r", "p", RunStatus.Running, Noon, null)
        {
            Steps = [Did("a", 1), Did("a", 2), Did("b", 1)],
        };

        Taken(Answered("True")).ShouldBe([("a", "q"), ("q", "a")]);
        Taken(Answered("True"), Answered("False")).ShouldBe([("a", "q"), ("q", "a"), ("q", "b")]);
        Taken().ShouldBeEmpty();
        GraphMarks.Of(graph, run, [new ActivityExecutionRecord { ActivityId = "f" }]).Reached.ShouldNotContain("f", "a retried run has left its failure");

        IEnumerable<(string, string)> Taken(params ActivityExecutionRecord[] executions) => GraphMarks.Of(graph, run, executions).Taken.Select(e => (e.From, e.To));
    }

    private static StepRecord Did(string id, int visit) => new() { RunId = "r", ActivityId = id, Visit = visit, Name = id, State = StepState.Done, Outcome = "Done", StartedAt = Noon };

    private static ActivityExecutionRecord Answered(string outcome) => new() { ActivityId = "q", CompletedAt = Noon, Payload = new Dictionary<string, object> { ["Outcomes"] = new List<object> { outcome } } };

    private static GraphNode Step(string id) => new(id, id, NodeKind.Step);

    private static bool Crosses(NodePlace place, (int X, int Y) from, (int X, int Y) to) =>
        Math.Max(from.X, to.X) > place.X + 1 && Math.Min(from.X, to.X) < place.Right - 1
        && Math.Max(from.Y, to.Y) > place.Y + 1 && Math.Min(from.Y, to.Y) < place.Bottom - 1;

    private static async Task<GraphLayout> LayoutOf(string pipeline)
    {
        await using var services = new ServiceCollection().AddLogging().AddEngineCore().BuildServiceProvider();
        return (await new PipelineGraphs(services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<WorkflowCatalog>()).FindAsync(pipeline)).ShouldNotBeNull();
    }
}
