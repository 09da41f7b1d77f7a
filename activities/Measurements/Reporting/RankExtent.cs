namespace Pipeline.Activities.Measurements.Reporting;

/// <summary>
/// One position of one layer over all ranks. A rank counts with the maximum of its finite values there, so that per-channel
/// tensors and the experts of a layer give one number a rank.
/// </summary>
internal sealed class RankExtent
{
    private readonly Dictionary<int, double> ranks = [];

    /// <summary>Values that are NaN or infinite.</summary>
    public int NonFinite { get; private set; }

    /// <summary>Whether any finite value was seen.</summary>
    public bool HasValue => ranks.Count > 0;

    /// <summary>The highest rank's maximum.</summary>
    public double High => ranks.Values.Max();

    /// <summary>The lowest rank's maximum.</summary>
    public double Low => ranks.Values.Min();

    /// <summary>The rank with the highest maximum.</summary>
    public int HighRank => ranks.MaxBy(rank => rank.Value).Key;

    /// <summary>Takes a rank's tensor.</summary>
    public void Add(int rank, Tensor tensor)
    {
        for (var i = 0; i < tensor.Count; i++)
        {
            var value = tensor[i].ToDouble();
            if (double.IsFinite(value))
                ranks[rank] = Math.Max(ranks.GetValueOrDefault(rank), value);
            else
                NonFinite++;
        }
    }
}
