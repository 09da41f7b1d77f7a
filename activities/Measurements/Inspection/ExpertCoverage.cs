namespace Pipeline.Activities.Measurements.Inspection;

/// <summary>Which experts the ranks of a set hold.</summary>
public enum ExpertPlacement
{
    /// <summary>Every rank measured all experts.</summary>
    Replicated,

    /// <summary>Expert parallelism: each rank holds experts of its own, the first rank the first ones.</summary>
    Distributed,
}

/// <summary>
/// The intermediate maximum of every expert of every MoE layer, which is 0 where calibration sent the expert no token.
/// Ranks may be added in any order.
/// </summary>
public sealed class ExpertCoverage
{
    private readonly SortedDictionary<int, Dictionary<string, double[]>> ranks = [];
    private readonly List<string> layers = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private bool latentAttention;
    private bool expanded;

    /// <summary>Takes one rank's measurement.</summary>
    public void Add(int rank, MeasurementFile file)
    {
        var experts = new ExpertLayout(file.Nodes);
        if (experts.Count == 0)
            return;
        latentAttention |= file.Nodes.Any(node => node.Name.Contains(".mla_attn.", StringComparison.Ordinal));
        var maxima = ranks[rank] = new(StringComparer.Ordinal);
        foreach (var node in file.Nodes)
        {
            if (!experts.IsFused(node.Name))
                continue;
            var own = ExpertLayout.PerExpert(node, scale: false);
            maxima[node.Name] = new double[own.Length];
            for (var e = 0; e < own.Length; e++)
                maxima[node.Name][e] = own[e].Count > 0 ? own[e][0].ToDouble() : 0;
            expanded |= own.Length < experts.Count;
            if (known.Add(node.Name))
                layers.Add(node.Name);
        }
    }

    /// <summary>Names of the fused MoE nodes, in model order.</summary>
    public IReadOnlyList<string> Layers => layers;

    /// <summary>
    /// Expert numbers are local to a rank, so files do not say it outright. They do when they were expanded; models with
    /// multi-head latent attention are always measured with expert parallelism; and an expert idle on one rank but not on
    /// another is not the same expert. Otherwise every rank is taken to hold them all.
    /// </summary>
    public ExpertPlacement Placement =>
        ranks.Count > 1 && (expanded || latentAttention || layers.Exists(IdleDiffers)) ? ExpertPlacement.Distributed : ExpertPlacement.Replicated;

    /// <summary>Experts that one rank holds a layer.</summary>
    public int PerRank => ranks.Values.SelectMany(rank => rank.Values).Select(layer => layer.Length).DefaultIfEmpty().Max();

    /// <summary>The maxima of one layer, by expert number of the whole set.</summary>
    public double[] Of(string layer)
    {
        var own = ranks.Values.Select(rank => rank.GetValueOrDefault(layer) ?? []).ToList();
        if (Placement == ExpertPlacement.Distributed)
            return [.. own.SelectMany(values => values)];
        var merged = new double[own.Max(values => values.Length)];
        foreach (var values in own)
        {
            for (var e = 0; e < values.Length; e++)
                merged[e] = Math.Max(merged[e], values[e]);
        }
        return merged;
    }

    private bool IdleDiffers(string layer)
    {
        var idle = ranks.Values.Select(rank => string.Join(',', (rank.GetValueOrDefault(layer) ?? []).Select((value, e) => value == 0 ? e : -1).Where(e => e >= 0)));
        return idle.Distinct(StringComparer.Ordinal).Skip(1).Any();
    }
}
