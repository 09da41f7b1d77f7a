namespace Pipeline.Activities.Measurements.Inspection;

/// <summary>Extremes of values that arrive one by one.</summary>
public sealed class ValueRange
{
    /// <summary>Finite values seen.</summary>
    public int Count { get; private set; }

    /// <summary>Smallest finite value; 0 when there is none.</summary>
    public double Minimum { get; private set; }

    /// <summary>Largest finite value; 0 when there is none.</summary>
    public double Maximum { get; private set; }

    /// <summary>Values that are exactly 0.</summary>
    public int Zeros { get; private set; }

    /// <summary>Values that are NaN or infinite.</summary>
    public int NonFinite { get; private set; }

    /// <summary>Takes one value.</summary>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            NonFinite++;
            return;
        }
        Minimum = Count == 0 ? value : Math.Min(Minimum, value);
        Maximum = Count == 0 ? value : Math.Max(Maximum, value);
        Zeros += value == 0 ? 1 : 0;
        Count++;
    }

    /// <summary>Takes all values of a tensor.</summary>
    public void Add(Tensor tensor)
    {
        for (var i = 0; i < tensor.Count; i++)
            Add(tensor[i].ToDouble());
    }
}
