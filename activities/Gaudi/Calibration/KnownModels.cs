using System.Text.RegularExpressions;

namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>Numbers of a model that limit how it can be split over cards.</summary>
/// <param name="Layers">Decoder layers.</param>
/// <param name="AttentionHeads">Query heads; tensor parallelism must divide them.</param>
/// <param name="Experts">Routed experts a layer; null for a dense model. Expert parallelism must divide them.</param>
public sealed record ModelShape(int Layers, int AttentionHeads, int? Experts = null);

/// <summary>Shapes from the public configurations of the models that the documentation speaks of.</summary>
public static partial class KnownModels
{
    private static readonly IReadOnlyList<(string Part, ModelShape Shape)> Shapes =
    [
        ("llama-3.1-8b", new(32, 32)),
        ("llama-3.1-70b", new(80, 64)),
        ("llama-3.3-70b", new(80, 64)),
        ("llama-3.1-405b", new(126, 128)),
        ("mixtral-8x7b", new(32, 32, 8)),
        ("deepseek-r1", new(61, 128, 256)),
        ("deepseek-v3", new(61, 128, 256)),
        ("qwen3-235b-a22b", new(94, 64, 128)),
    ];

    /// <summary>The shape of a model; null when it is not known.</summary>
    public static ModelShape? ShapeOf(ModelName model) =>
        IsDistilled(model) ? null : Shapes.FirstOrDefault(known => model.Value.Contains(known.Part, StringComparison.Ordinal)).Shape;

    /// <summary>A dense model trained on a larger one's answers and named after both (<c>deepseek-r1-distill-llama-70b</c>).</summary>
    internal static bool IsDistilled(ModelName model) => model.Value.Contains("-distill", StringComparison.Ordinal);

    internal static bool NamesActiveParameters(string model) => ActiveParameters.IsMatch(model);

    [GeneratedRegex(@"-a\d+(?:\.\d+)?b\b", RegexOptions.CultureInvariant)]
    private static partial Regex ActiveParameters { get; }
}
