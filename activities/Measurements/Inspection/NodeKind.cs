namespace Pipeline.Activities.Measurements.Inspection;

/// <summary>
/// The kind of module that a node was measured on. Files do not record it; it follows from the name that vLLM's Gaudi
/// plugin gives the module and from what was measured.
/// </summary>
public enum NodeKind
{
    /// <summary>A linear layer whose output is not measured.</summary>
    Linear,

    /// <summary>A linear layer with partial and all-reduced output.</summary>
    RowParallelLinear,

    /// <summary>The weight of one expert.</summary>
    ExpertWeight,

    /// <summary>The fused operation over all experts of a layer.</summary>
    DynamicMoe,

    /// <summary>A matmul of attention.</summary>
    Matmul,

    /// <summary>A matmul between batches and cache blocks.</summary>
    BlockMatmul,

    /// <summary>A key, value or latent cache.</summary>
    KvCache,

    /// <summary>A softmax.</summary>
    Softmax,

    /// <summary>Fused scaled dot-product attention.</summary>
    FusedSdpa,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Names and recognition of the kinds.</summary>
public static class NodeKinds
{
    /// <summary>The kind of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="experts">The experts of its file.</param>
    public static NodeKind Of(MeasurementNode node, ExpertLayout experts)
    {
        if (experts.IsFused(node.Name))
            return NodeKind.DynamicMoe;
        if (ExpertName.Parse(node.Name) is not null)
            return NodeKind.ExpertWeight;
        return node.Name[(node.Name.LastIndexOf('.') + 1)..] switch
        {
            "matmul_qk" or "matmul_av" => NodeKind.Matmul,
            "batch2block_matmul" or "block2batch_matmul" => NodeKind.BlockMatmul,
            "k_cache" or "v_cache" or "latent_cache_k" => NodeKind.KvCache,
            "softmax" => NodeKind.Softmax,
            "fused_scaled_dot_product_attention" => NodeKind.FusedSdpa,
            _ when node.Weight is null => NodeKind.Other,
            _ => node.Outputs is { IsDefault: false, Length: 2 } ? NodeKind.RowParallelLinear : NodeKind.Linear,
        };
    }

    /// <summary>The field's name of a kind, e.g. <c>row_parallel_linear</c>.</summary>
    public static string Name(this NodeKind kind) => kind switch
    {
        NodeKind.Linear => "linear",
        NodeKind.RowParallelLinear => "row_parallel_linear",
        NodeKind.ExpertWeight => "expert weight",
        NodeKind.DynamicMoe => "dynamic_moe",
        NodeKind.Matmul => "matmul",
        NodeKind.BlockMatmul => "b2b_matmul",
        NodeKind.KvCache => "kv_cache",
        NodeKind.Softmax => "softmax",
        NodeKind.FusedSdpa => "fused_sdpa",
        _ => "other",
    };
}
