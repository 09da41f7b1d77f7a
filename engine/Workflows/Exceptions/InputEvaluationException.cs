namespace Elsa.Workflows.Exceptions;

/// <summary>An input's expression failed, or its value does not fit the input's type.</summary>
public class InputEvaluationException(string inputName, string message, Exception exception) : Exception(message, exception)
{
    public string InputName { get; } = inputName;
}
