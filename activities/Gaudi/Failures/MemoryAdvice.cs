namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>What helps when the cards' memory is full: more cards for the model, smaller batches, no other jobs.</summary>
public static class MemoryAdvice
{
    // A 70B model that ran out of memory with 128 on two Gaudi 2 cards passed with 16.
    private const int SafeBatch = 16;

    /// <summary>The advice, naming the present and the next sensible <c>-t</c> and <c>-b</c>.</summary>
    public static string For(FailureContext context) =>
        $"{Parallelism(context)}{Batch(context)} Check with hl-smi that no other job holds memory of the cards.";

    /// <summary>The next power of two above the present tensor parallelism.</summary>
    public static int NextTensorParallel(int present)
    {
        var next = 1;
        while (next <= present && next < int.MaxValue / 2)
            next *= 2;
        return next;
    }

    private static string Parallelism(FailureContext context)
    {
        if (context.TensorParallel is not { } present)
            return "Raise tensor parallelism (-t).";
        var next = NextTensorParallel(present);
        return context.Cards is { } cards && next > cards
            ? $"Raise tensor parallelism from -t {present} to -t {next}; that needs {next} cards and the run has {cards}: add a node."
            : $"Raise tensor parallelism from -t {present} to -t {next}.";
    }

    private static string Batch(FailureContext context) => context.BatchSize switch
    {
        null => " Or lower the batch size (-b).",
        > SafeBatch and var present => $" Or lower the batch size from -b {present} to -b {SafeBatch}.",
        > 1 and var present => $" Or lower the batch size from -b {present} to -b 1.",
        _ => "",
    };
}
