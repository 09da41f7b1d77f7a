namespace Elsa.Workflows;

/// <summary>Marks the activity that a flowchart starts with.</summary>
public interface IStartNode;
