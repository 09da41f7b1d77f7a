using Elsa.Workflows.Exceptions;

namespace Elsa.Workflows.Runtime.Responses;

/// <summary>Whether a dispatch was accepted.</summary>
public record DispatchWorkflowResponse(FaultException? Fault)
{
    public bool Succeeded => Fault is null;

    public static DispatchWorkflowResponse Success() => new((FaultException?)null);

    public void ThrowIfFailed()
    {
        if (Fault is not null)
            throw Fault;
    }
}
