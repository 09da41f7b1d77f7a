namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>What is known about the run that failed; makes remedies precise. Null means unknown.</summary>
public sealed record FailureContext
{
    /// <summary>Nothing is known.</summary>
    public static readonly FailureContext None = new();

    /// <summary>Tensor parallelism, <c>-t</c>.</summary>
    public int? TensorParallel { get; init; }

    /// <summary>Batch size, <c>-b</c>.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Cards in all nodes that the run may use.</summary>
    public int? Cards { get; init; }
}
