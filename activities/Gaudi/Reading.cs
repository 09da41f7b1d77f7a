using System.Diagnostics.CodeAnalysis;
using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Activities.Gaudi;

/// <summary>
/// What a tool's output was read as: a value, or the failure that it tells of. Parsers never throw on what a tool
/// prints; output that nobody knows is a failure of kind <see cref="FailureKind.Unknown"/> with an excerpt.
/// </summary>
/// <typeparam name="T">What is read from good output.</typeparam>
public sealed class Reading<T>
    where T : class
{
    private Reading(T? value, Failure? failure) => (Value, Failure) = (value, failure);

    /// <summary>The value; null when <see cref="Failure"/> is set.</summary>
    public T? Value { get; }

    /// <summary>The failure; null when <see cref="Value"/> is set.</summary>
    public Failure? Failure { get; }

    /// <summary>Tells value from failure.</summary>
    public bool Succeeded([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Failure? failure)
    {
        (value, failure) = (Value, Failure);
        return value is not null;
    }

    /// <summary>Good output.</summary>
    public static implicit operator Reading<T>(T value) => new(value, null);

    /// <summary>Output that tells of a failure.</summary>
    public static implicit operator Reading<T>(Failure failure) => new(null, failure);
}
