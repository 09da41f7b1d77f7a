namespace Pipeline.Activities.Measurements;

/// <summary>One entry of a node's <c>params</c>.</summary>
/// <param name="Name">Parameter name; the only one in practice is <c>weight</c>.</param>
/// <param name="Value">Its maximum or scale.</param>
public readonly record struct Parameter(string Name, Tensor Value)
{
    /// <summary>The name of the one parameter that quantization knows.</summary>
    public const string WeightName = "weight";

    /// <summary>A <c>weight</c> parameter.</summary>
    public static Parameter Weight(Tensor value) => new(WeightName, value);
}
