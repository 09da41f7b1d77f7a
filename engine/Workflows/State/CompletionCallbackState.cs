namespace Elsa.Workflows.State;

/// <summary>The saved form of a completion callback: the owner's method is found again by its name.</summary>
public class CompletionCallbackState
{
    public CompletionCallbackState()
    {
    }

    public CompletionCallbackState(string ownerInstanceId, string childNodeId, string? methodName, object? tag = null)
    {
        OwnerInstanceId = ownerInstanceId;
        ChildNodeId = childNodeId;
        MethodName = methodName;
        Tag = tag;
    }

    public string OwnerInstanceId { get; init; } = "";
    public string ChildNodeId { get; init; } = "";
    public string? MethodName { get; init; }
    public object? Tag { get; init; }
}
