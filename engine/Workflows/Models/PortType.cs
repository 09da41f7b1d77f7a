namespace Elsa.Workflows.Models;

/// <summary>Whether a port holds a child activity or is an outcome that connections start from.</summary>
public enum PortType
{
    Embedded,
    Flow
}
