namespace Elsa.Workflows.Exceptions;

/// <summary>Thrown by the <see cref="Activities.Fault"/> activity.</summary>
public class FaultException(string code, string category, string type, string? message) : Exception(message)
{
    public string Code { get; } = code;
    public string Category { get; } = category;
    public string Type { get; } = type;
}
