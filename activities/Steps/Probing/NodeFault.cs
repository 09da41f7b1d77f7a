using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Activities.Steps.Probing;

/// <summary>One thing that is wrong before anything starts.</summary>
/// <param name="Node">The node; null when it concerns several.</param>
/// <param name="Check">What was looked at, in a word or two.</param>
/// <param name="Failure">What is wrong, and what helps.</param>
internal sealed record NodeFault(string? Node, string Check, Failure Failure);
