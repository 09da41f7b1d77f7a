using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>A step cannot go on.</summary>
/// <param name="failure">Why, and what helps.</param>
/// <param name="node">The node it concerns; null when none.</param>
public sealed class StepException(Failure failure, string? node = null)
    : Exception(node is null ? $"{failure.Summary} {failure.Remedy}" : $"Node {node}: {failure.Summary} {failure.Remedy}")
{
    /// <summary>Why, and what helps.</summary>
    public Failure Failure { get; } = failure;

    /// <summary>The node it concerns; null when none.</summary>
    public string? Node { get; } = node;

    /// <summary>A fault in what the user configured or asked for.</summary>
    public static StepException Configuration(string summary, string remedy) =>
        new(new Failure(FailureKind.Configuration, summary, remedy));
}
