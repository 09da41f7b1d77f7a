namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>
/// Gives the second input of each attention matmul the measured input of the cache that feeds it. Layers are found by
/// their names, <c>&lt;any prefix&gt;.impl.matmul_qk</c> and so on, so gaps, prefixes and mixed models do not matter. Multi-head
/// latent attention has one cache, <c>latent_cache_k</c>, for both matmuls.
/// </summary>
internal sealed class AttentionCaches
{
    private readonly MeasurementNode[] nodes;
    private readonly Dictionary<string, int> positions;
    private readonly string file;

    private AttentionCaches(MeasurementFile source, string file)
    {
        nodes = [.. source.Nodes];
        this.file = file;
        positions = new(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].Name.Contains(".impl.", StringComparison.Ordinal))
                positions[nodes[i].Name] = i;
        }
    }

    /// <summary>What was found and done in one file.</summary>
    /// <param name="Nodes">The nodes with the replaced inputs.</param>
    /// <param name="Plain">Layers with key and value caches.</param>
    /// <param name="Latent">Layers with multi-head latent attention.</param>
    /// <param name="Apart">Layers with matmuls and no cache, or the reverse: an encoder's, or such on the blocklist.</param>
    /// <param name="Changed">Layers in which an input was replaced.</param>
    public readonly record struct Outcome(IReadOnlyList<MeasurementNode> Nodes, int Plain, int Latent, int Apart, int Changed);

    /// <summary>Processes one file.</summary>
    /// <exception cref="MeasurementException">A layer has a matmul without its cache or the reverse.</exception>
    public static Outcome Apply(MeasurementFile source, string file) => new AttentionCaches(source, file).Run();

    private Outcome Run()
    {
        int plain = 0, latent = 0, apart = 0, changed = 0;
        foreach (var layer in Layers())
        {
            bool Has(string node) => positions.ContainsKey(layer + node);
            if (!(Has("matmul_qk") || Has("matmul_av")) || !(Has("k_cache") || Has("v_cache") || Has("latent_cache_k")))
            {
                apart++;
                continue;
            }
            var isLatent = layer.Contains(".mla_attn.", StringComparison.Ordinal) || Has("latent_cache_k");
            var replaced = isLatent
                // No value cache exists, so a layer that measured no matmul_av has nothing to replace there.
                ? (Has("matmul_av") && Replace(layer + "matmul_av", layer + "latent_cache_k", evenEqual: true))
                    | Replace(layer + "matmul_qk", layer + "latent_cache_k")
                : Replace(layer + "matmul_av", layer + "v_cache") | Replace(layer + "matmul_qk", layer + "k_cache");
            plain += isLatent ? 0 : 1;
            latent += isLatent ? 1 : 0;
            changed += replaced ? 1 : 0;
        }
        return new(nodes, plain, latent, apart, changed);
    }

    private List<string> Layers() =>
        [.. positions.Keys
            .Where(name => name[(name.LastIndexOf('.') + 1)..] is "matmul_qk" or "matmul_av" or "k_cache" or "v_cache" or "latent_cache_k")
            .Select(name => name[..(name.LastIndexOf('.') + 1)])
            .Where(layer => layer.EndsWith(".impl.", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)];

    // The script replaces unequal values, and with one cache all of matmul_av's: that also turns an equal 0 into 0.0.
    private bool Replace(string matmul, string cache, bool evenEqual = false)
    {
        var hasMatmul = positions.TryGetValue(matmul, out var at);
        var hasCache = positions.TryGetValue(cache, out var from);
        if (!hasMatmul && !hasCache)
            return false;
        if (hasMatmul != hasCache)
            throw new MeasurementException($"the node is missing, but '{(hasCache ? cache : matmul)}' is there.", file, hasCache ? matmul : cache, "Measure this rank again.");
        var inputs = nodes[at].Inputs;
        if (inputs.Length < 2 || nodes[from].Inputs.IsEmpty)
            throw new MeasurementException("has too few inputs.", file, inputs.Length < 2 ? matmul : cache, "A matmul has two inputs, a cache one; measure this rank again.");
        var equal = inputs[1].HasSameValuesAs(nodes[from].Inputs[0]);
        if (!equal || evenEqual)
            nodes[at] = nodes[at] with { Inputs = inputs.SetItem(1, nodes[from].Inputs[0]) };
        return !equal;
    }
}
