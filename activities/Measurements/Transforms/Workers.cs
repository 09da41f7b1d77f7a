namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>How many files are worked on at once: one a processor, so that memory stays a few files.</summary>
internal static class Workers
{
    /// <summary>Options for a parallel loop.</summary>
    public static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
}
