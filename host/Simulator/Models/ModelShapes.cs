namespace Pipeline.Host.Simulator.Models;

/// <summary>
/// The models that the simulator knows, from their public configurations: layers, experts, and which modules execute
/// with fused attention. Names that are not known get the shape of an 8B Llama.
/// </summary>
internal static class ModelShapes
{
    private static readonly (string Name, ModuleKind Kind)[] GroupedAttention =
    [
        ("self_attn.qkv_proj", ModuleKind.Linear),
        ("self_attn.o_proj", ModuleKind.RowParallelLinear),
        ("self_attn.attn.impl.matmul_qk", ModuleKind.Matmul),
        ("self_attn.attn.impl.matmul_av", ModuleKind.Matmul),
        ("self_attn.attn.impl.batch2block_matmul", ModuleKind.BlockMatmul),
        ("self_attn.attn.impl.block2batch_matmul", ModuleKind.BlockMatmul),
        ("self_attn.attn.impl.k_cache", ModuleKind.KvCache),
        ("self_attn.attn.impl.v_cache", ModuleKind.KvCache),
        ("self_attn.attn.impl.fused_scaled_dot_product_attention", ModuleKind.FusedAttention),
    ];

    private static readonly (string Name, ModuleKind Kind)[] LatentAttention =
    [
        ("self_attn.mla_attn.fused_qkv_a_proj", ModuleKind.Linear),
        ("self_attn.mla_attn.q_b_proj", ModuleKind.Linear),
        ("self_attn.mla_attn.o_proj", ModuleKind.RowParallelLinear),
        ("self_attn.mla_attn.mla_attn.impl.kv_b_proj", ModuleKind.Linear),
        ("self_attn.mla_attn.mla_attn.impl.matmul_qk", ModuleKind.Matmul),
        ("self_attn.mla_attn.mla_attn.impl.matmul_av", ModuleKind.Matmul),
        ("self_attn.mla_attn.mla_attn.impl.batch2block_matmul", ModuleKind.BlockMatmul),
        ("self_attn.mla_attn.mla_attn.impl.block2batch_matmul", ModuleKind.BlockMatmul),
        ("self_attn.mla_attn.mla_attn.impl.latent_cache_k", ModuleKind.KvCache),
        ("self_attn.mla_attn.mla_attn.impl.fused_scaled_dot_product_attention", ModuleKind.FusedAttention),
    ];

    private static readonly string[] LatentTwins =
    [
        "self_attn.mla_attn.mla_attn.impl.softmax",
        .. new[]
        {
            "matmul_qk", "softmax", "matmul_av", "batch2block_matmul", "block2batch_matmul", "k_cache", "v_cache",
            "fused_scaled_dot_product_attention",
        }.Select(name => $"self_attn.mla_attn.mla_attn.{name}"),
    ];

    /// <summary>The shape of a model by its lower-case name, and whether it is known.</summary>
    public static (ModelShape Shape, bool IsKnown) Of(string name) => name switch
    {
        _ when name.Contains("deepseek", StringComparison.Ordinal) => (DeepSeek, true),
        _ when name.Contains("mixtral", StringComparison.Ordinal) => (Mixtral, true),
        _ when name.Contains("qwen3-235b", StringComparison.Ordinal) => (Qwen, true),
        _ when name.Contains("405b", StringComparison.Ordinal) => (Llama(126), true),
        _ when name.Contains("70b", StringComparison.Ordinal) => (Llama(80), true),
        _ => (Llama(32), name.Contains("8b", StringComparison.Ordinal)),
    };

    private static ModelShape DeepSeek => new(61, LatentAttention, DenseLayers: 3, Experts: 256)
    {
        SharedExperts = true,
        Head = false,
        Unmeasured = LatentTwins,
    };

    private static ModelShape Mixtral => new(32, [], DenseLayers: 0, Experts: 8)
    {
        ExpertPath = "block_sparse_moe.experts",
        Router = "block_sparse_moe.gate",
        Head = false,
    };

    private static ModelShape Qwen => new(94, GroupedAttention, DenseLayers: 0, Experts: 128)
    {
        Router = "mlp.gate",
        Unmeasured = ["self_attn.attn.impl.softmax"],
    };

    private static ModelShape Llama(int layers) => new(layers, GroupedAttention, DenseLayers: layers, Experts: 0)
    {
        Unmeasured = ["self_attn.attn.impl.softmax"],
    };
}
