using System.Globalization;

namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>
/// The merge of one group of ranks, one file at a time in ascending rank order: it holds one value a tensor, whatever the
/// number of ranks. With expert parallelism expert e of the k-th rank becomes expert k·n + e, appended behind all other
/// nodes in the order (expert node of the first rank, k).
/// </summary>
internal sealed class GroupMerge
{
    private readonly MeasurementFile first;
    private readonly ExpertLayout? experts;
    private readonly bool[] isExpert;
    private readonly MeasurementNode[] merged;
    private readonly List<MeasurementNode[]> furtherExperts = [];
    private (MeasurementFile File, Dictionary<string, MeasurementNode> Nodes)? byName;

    /// <summary>Starts with the group's first rank.</summary>
    public GroupMerge(MeasurementFile first, bool expertParallel, string path)
    {
        this.first = first;
        experts = expertParallel ? new(first.Nodes) : null;
        merged = [.. first.Nodes];
        isExpert = new bool[expertParallel ? merged.Length : 0];
        for (var i = 0; i < isExpert.Length; i++)
            isExpert[i] = ExpertName.Fits(merged[i].Name);
        if (Array.Exists(merged, node => IsPadded(node.Name)))
            RefuseTwins(path);
        foreach (var node in merged)
            CheckFused(node, path);
    }

    /// <summary>Merges the next rank.</summary>
    public void Add(MeasurementFile later, string path)
    {
        var further = experts is null ? null : new MeasurementNode[merged.Length];
        for (var i = 0; i < merged.Length; i++)
        {
            var node = Find(later, i) ?? throw new MeasurementException(
                "the node is missing in this rank.", path, merged[i].Name, "All ranks must have measured the same modules; measure again.");
            if (experts is not null && isExpert[i])
            {
                further![i] = node;
                continue;
            }
            CheckFused(node, path);
            merged[i] = experts is not null && experts.IsFused(node.Name)
                ? NodeMerge.Fused(merged[i], node, first.IsScale, path)
                : NodeMerge.Max(merged[i], node, path);
        }
        if (later.Nodes.Count != merged.Length)
            throw Surplus(later, path);
        if (further is not null)
            furtherExperts.Add(further);
    }

    /// <summary>The unified file.</summary>
    /// <param name="localRank">Its rank: −1 when everything is unified to one.</param>
    public MeasurementFile Result(int localRank)
    {
        if (experts is null or { Count: 0 } || furtherExperts.Count == 0)
            return first.With(localRank, merged);
        var nodes = new List<MeasurementNode>(merged.Length + isExpert.AsSpan().Count(true) * furtherExperts.Count);
        nodes.AddRange(merged);
        for (var i = 0; i < merged.Length; i++)
        {
            if (!isExpert[i])
                continue;
            var name = merged[i].Name;
            var list = name.AsSpan(0, name.LastIndexOf('.') + 1);
            var index = int.Parse(name.AsSpan(list.Length), CultureInfo.InvariantCulture);
            for (var k = 0; k < furtherExperts.Count; k++)
                nodes.Add(furtherExperts[k][i] with { Name = string.Create(CultureInfo.InvariantCulture, $"{list}{(k + 1) * experts.Count + index}") });
        }
        return first.With(localRank, nodes);
    }

    // The same place in nearly all files, else by name.
    private MeasurementNode? Find(MeasurementFile later, int position)
    {
        var name = merged[position].Name;
        if (position < later.Nodes.Count && later.Nodes[position].Name == name)
            return later.Nodes[position];
        if (byName?.File != later)
            byName = (later, later.Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal));
        return byName.Value.Nodes.GetValueOrDefault(name);
    }

    private MeasurementException Surplus(MeasurementFile later, string path)
    {
        var known = merged.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        var surplus = later.Nodes.First(node => !known.Contains(node.Name)).Name;
        return new("the node is missing in the first rank of its group.", path, surplus, "All ranks must have measured the same modules; measure again.");
    }

    private bool IsPadded(string name) =>
        experts is not null && name.AsSpan(name.LastIndexOf('.') + 1) is ['0', _, ..] && ExpertName.Fits(name);

    // "7" and "07" would become the same expert of the result.
    private void RefuseTwins(string path)
    {
        var known = new HashSet<ExpertName>();
        foreach (var node in merged)
        {
            if (ExpertName.Parse(node.Name) is { } expert && !known.Add(expert))
                throw new MeasurementException("another node of the file is the same expert, with or without leading zeros.", path, node.Name, "Restore the file or measure this rank again.");
        }
    }

    private void CheckFused(MeasurementNode node, string path)
    {
        if (experts is not null && experts.IsFused(node.Name))
            experts.RequireMatching(node, first.IsScale, path);
    }
}
