namespace Elsa.Workflows.Runtime;

/// <summary>How to dispatch; the embedded engine has one channel.</summary>
public class DispatchWorkflowOptions
{
    public string? Channel { get; set; }
}
