using System.Reflection;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Pipeline.Activities.Steps;
using Pipeline.Activities.Steps.Decisions;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Host.Web.Pages.Graph;

/// <summary>
/// Reads a flowchart as a graph. A flowchart within is replaced by its activities: what led to it leads to its first one,
/// and what it led to follows those outcomes within that lead nowhere else.
/// </summary>
internal static class GraphReader
{
    private const string Done = "Done";

    /// <summary>The graph of a flowchart whose activities have their ids; null when there is nothing to draw.</summary>
    public static PipelineGraph? Read(Flowchart chart)
    {
        var nodes = new List<GraphNode>();
        var edges = new List<GraphEdge>();
        return Lay(chart, nodes, edges) is { } laid ? new PipelineGraph(laid.Entry, nodes, edges) : null;
    }

    private static Laid? Lay(Flowchart chart, List<GraphNode> nodes, List<GraphEdge> edges)
    {
        var parts = new Dictionary<IActivity, Laid>(ReferenceEqualityComparer.Instance);
        foreach (var activity in chart.Activities.Where(a => a is not End))
        {
            if ((activity is Flowchart inner ? Lay(inner, nodes, edges) : Add(activity, nodes)) is { } part)
                parts[activity] = part;
        }

        if (parts.Count == 0)
            return null;
        var open = new List<(string From, string Outcome)>();
        foreach (var connection in chart.Connections.Where(c => parts.ContainsKey(c.Source.Activity) && (c.Target.Activity is End || parts.ContainsKey(c.Target.Activity))))
        {
            var (from, outcome, to) = (connection.Source.Activity, connection.Source.Port ?? Done, connection.Target.Activity);
            var sources = from is Flowchart ? parts[from].Exits : [(from.Id, outcome)];
            if (to is End)
                open.AddRange(sources);
            else
                edges.AddRange(sources.Select(s => new GraphEdge(s.From, s.Outcome, parts[to].Entry)));
        }

        foreach (var activity in chart.Activities.Where(a => a is not (End or Flowchart)))
            open.AddRange(OutcomesOf(activity).Where(o => !chart.Connections.Any(c => c.Source.Activity == activity && (c.Source.Port ?? Done) == o)).Select(o => (activity.Id, o)));
        var start = chart.Activities.Where(parts.ContainsKey).OrderByDescending(a => a == chart.Start).ThenByDescending(a => chart.Connections.All(c => c.Target.Activity != a)).First();
        return new Laid(parts[start].Entry, open);
    }

    private static Laid Add(IActivity activity, List<GraphNode> nodes)
    {
        nodes.Add(new GraphNode(activity.Id, NameOf(activity), activity switch
        {
            FailRun => NodeKind.Failure,
            NodeStep or AcquireNodes or ReleaseNodes => NodeKind.Step,
            FlowDecision or Decision => NodeKind.Decision,
            _ => NodeKind.Other,
        }));
        return new Laid(activity.Id, []);
    }

    private static string NameOf(IActivity activity) =>
        activity is NodeStep step ? step.StepName : !string.IsNullOrEmpty(activity.Name) ? activity.Name : activity.GetType().Name;

    private static IEnumerable<string> OutcomesOf(IActivity activity) =>
        activity.GetType().GetCustomAttribute<FlowNodeAttribute>()?.Outcomes ?? [Done];

    private sealed record Laid(string Entry, IReadOnlyList<(string From, string Outcome)> Exits);
}
