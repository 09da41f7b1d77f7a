namespace Pipeline.Host.Web.Pages.Graph;

/// <summary>A pipeline as a graph for people: nested flowcharts are laid flat.</summary>
/// <param name="Start">The id of the node that it begins with.</param>
/// <param name="Nodes">The nodes, in the order in which they are drawn in the pipeline.</param>
/// <param name="Edges">What leads where.</param>
internal sealed record PipelineGraph(string Start, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges);

/// <summary>A node of the graph.</summary>
/// <param name="Id">The activity's id, as in step records.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Kind">What it is.</param>
internal sealed record GraphNode(string Id, string Name, NodeKind Kind);

/// <summary>An edge of the graph.</summary>
/// <param name="From">The node it leaves.</param>
/// <param name="Outcome">The outcome that follows it.</param>
/// <param name="To">The node it leads to.</param>
internal sealed record GraphEdge(string From, string Outcome, string To);

/// <summary>Kinds of nodes.</summary>
internal enum NodeKind
{
    /// <summary>A step: it leaves records.</summary>
    Step,

    /// <summary>A question that the pipeline answers by itself.</summary>
    Decision,

    /// <summary>Anything else.</summary>
    Other,

    /// <summary>Where a run ends that failed.</summary>
    Failure,
}
