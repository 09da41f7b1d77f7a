using System.Text.Json.Serialization;

namespace Elsa.Workflows.State;

/// <summary>The saved form of an exception.</summary>
public record ExceptionState
{
    [JsonConstructor]
    public ExceptionState()
    {
    }

    public ExceptionState(Type Type, string Message, string? StackTrace, ExceptionState? InnerException)
    {
        this.Type = Type;
        this.Message = Message;
        this.StackTrace = StackTrace;
        this.InnerException = InnerException;
    }

    public Type Type { get; init; } = typeof(Exception);
    public string Message { get; init; } = "";
    public string? StackTrace { get; init; }
    public ExceptionState? InnerException { get; init; }

    public static ExceptionState? FromException(Exception? ex) =>
        ex is null ? null : new ExceptionState(ex.GetType(), ex.Message, ex.StackTrace, FromException(ex.InnerException));
}
