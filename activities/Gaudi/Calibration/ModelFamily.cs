namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>
/// How a model must be calibrated, decided once from its name. calibrate_model.sh decides twice: the blocklist by the
/// start of the name, the flags by any part of it; see <see cref="IsNamedForScript"/>.
/// </summary>
public sealed record ModelFamily
{
    private static readonly ModelFamily Other = new() { Name = "other" };

    private static readonly IReadOnlyList<ModelFamily> Known =
    [
        new()
        {
            Name = "deepseek", IsMixtureOfExperts = true, AlwaysExpertParallel = true, RecommendsExpertParallel = true, PostprocessesLatentCache = true,
            Blocklist = ["lm_head", @"mlp\.gate\b"], ScaleFormat = "scalar",
            Environment = new Dictionary<string, string> { ["VLLM_HPU_FORCE_CHANNEL_FP8"] = "0" },
        },
        new() { Name = "mixtral", IsMixtureOfExperts = true, Blocklist = ["self_attn", "lm_head"], ScaleFormat = "CONST" },
        new() { Name = "granite-4", Blocklist = ["mamba", "self_attn"], Environment = new Dictionary<string, string> { ["VLLM_CONTIGUOUS_PA"] = "false" } },
        new() { Name = "llama-4", IsMixtureOfExperts = true, RecommendsExpertParallel = true },
        new() { Name = "qwen3", IsMixtureOfExperts = true, RecommendsExpertParallel = true },
        new() { Name = "llama" },
    ];

    /// <summary>The part of the name that shows the family; <c>other</c> when no special treatment is known.</summary>
    public required string Name { get; init; }

    /// <summary>Its layers hold experts.</summary>
    public bool IsMixtureOfExperts { get; init; }

    /// <summary>The script measures it with expert parallelism also without <c>-u</c>: each rank holds its own experts only, so unifying needs <c>-u</c>.</summary>
    public bool AlwaysExpertParallel { get; init; }

    /// <summary>The guides measure it with <c>-u</c>.</summary>
    public bool RecommendsExpertParallel { get; init; }

    /// <summary>Step 3 needs <c>-d</c>: its attention has a latent cache (MLA).</summary>
    public bool PostprocessesLatentCache { get; init; }

    /// <summary>It is loaded with little memory for the cache and, to quantize, with its usual length.</summary>
    public bool IsGranite => Name == "granite-4";

    /// <summary>Regular expressions of the module names that stay unquantized.</summary>
    public IReadOnlyList<string> Blocklist { get; init; } = [];

    /// <summary><c>scale_format</c> of the quantize config; null when the script leaves it out.</summary>
    public string? ScaleFormat { get; init; }

    /// <summary>Variables that the script sets for measuring and quantizing.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The family of a model.</summary>
    public static ModelFamily Of(ModelName model) =>
        Known.FirstOrDefault(family => family.Matches(model.Value)) is not { } known ? Other
        : known.Name == "llama-4" && model.Value.Contains("scout", StringComparison.Ordinal) ? known with { RecommendsExpertParallel = false }
        : known;

    /// <summary>
    /// Whether the script recognises the family everywhere: it looks for the blocklist by the start of the name, so
    /// <c>my-deepseek-r1</c> would be measured without it.
    /// </summary>
    public bool IsNamedForScript(ModelName model) =>
        Blocklist.Count == 0 || model.Value.StartsWith(Name, StringComparison.Ordinal);

    // Dense Qwen3 models are like any other; the ones with experts say their active parameters (…-a22b).
    private bool Matches(string model) => Name == "qwen3"
        ? model.Contains("qwen3-", StringComparison.Ordinal) && KnownModels.NamesActiveParameters(model)
        : model.Contains(Name, StringComparison.Ordinal);
}
