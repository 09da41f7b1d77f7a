using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>What the results of a step's jobs mean.</summary>
public abstract record StepVerdict
{
    /// <summary>The step ended with an outcome that the pipeline branches on.</summary>
    /// <param name="Outcome">The named port.</param>
    /// <param name="Summary">The result in one sentence.</param>
    /// <param name="Session">The run's session from here on.</param>
    public sealed record Success(string Outcome, string Summary, RunSession Session) : StepVerdict
    {
        /// <summary>Values of the activity's outputs, by property name.</summary>
        public IReadOnlyDictionary<string, object?> Outputs { get; init; } = new Dictionary<string, object?>();

        /// <summary>Whether the result was there already.</summary>
        public bool Skipped { get; init; }
    }

    /// <summary>The attempt failed.</summary>
    /// <param name="Failure">Why, and what helps.</param>
    /// <param name="Node">The node it failed on; null when it concerns none.</param>
    public sealed record Failed(Failure Failure, string? Node = null) : StepVerdict;
}
