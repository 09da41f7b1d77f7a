using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Activities.Nodes.Shells;

/// <summary>Opens shells of one or more kinds of transport.</summary>
public interface IShellTransport
{
    /// <summary>Whether it reaches nodes of this transport.</summary>
    bool Offers(Transport transport);

    /// <summary>A shell on the node. Opening connects to nothing yet; the first command does.</summary>
    IShell Open(NodeDefinition node);
}
