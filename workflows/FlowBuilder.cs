using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Pipeline.Workflows;

/// <summary>Draws a flowchart: activities in the order in which they are first named, connections by port.</summary>
internal sealed class FlowBuilder
{
    private readonly List<IActivity> activities = [];
    private readonly List<Connection> connections = [];

    /// <summary>Connects a port of one activity to another activity.</summary>
    public FlowBuilder Connect(IActivity from, string port, IActivity to)
    {
        Add(from);
        Add(to);
        connections.Add(new Connection(new Endpoint(from, port), new Endpoint(to)));
        return this;
    }

    /// <summary>Connects each activity's <c>Done</c> port to the next one.</summary>
    public FlowBuilder Chain(params IActivity[] chain)
    {
        for (var i = 1; i < chain.Length; i++)
            Connect(chain[i - 1], "Done", chain[i]);
        return this;
    }

    /// <summary>Connects the same port of several activities to one.</summary>
    public FlowBuilder ConnectAll(IEnumerable<IActivity> from, string port, IActivity to)
    {
        foreach (var activity in from)
            Connect(activity, port, to);
        return this;
    }

    /// <summary>The flowchart that begins with the given activity.</summary>
    public Flowchart Build(IActivity start) => new() { Start = start, Activities = activities, Connections = connections };

    private void Add(IActivity activity)
    {
        if (!activities.Contains(activity))
            activities.Add(activity);
    }
}
