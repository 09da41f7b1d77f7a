namespace Pipeline.Activities.Measurements.Npz;

/// <summary>
/// How many numbers a pickle may still unfold to. Through its memo a small pickle can name one array or list any number of
/// times; an honest one spends at least a byte on every number.
/// </summary>
internal sealed class ValueBudget(long bytes)
{
    private long left = bytes;

    /// <summary>Takes some numbers.</summary>
    /// <exception cref="InvalidDataException">The pickle unfolds to more than it holds.</exception>
    public void Take(int count)
    {
        left -= Math.Max(1, count);
        if (left < 0)
            throw new InvalidDataException("its pickle names the same values again and again, more of them than it has bytes");
    }
}
