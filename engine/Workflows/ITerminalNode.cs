namespace Elsa.Workflows;

/// <summary>Marks an activity after which its container runs nothing more.</summary>
public interface ITerminalNode;
