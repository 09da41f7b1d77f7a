namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>Options of <see cref="Postprocess"/>. Without base and world size every set of the folder is processed.</summary>
public sealed record PostprocessOptions : TransformOptions
{
    /// <summary>
    /// Whether the caller says that the attention is MLA (<c>-d</c>). The node names decide; a statement that contradicts
    /// them is refused. Null says nothing.
    /// </summary>
    public bool? DeepSeek { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Describe() => DeepSeek is { } said
        ? new Dictionary<string, string> { ["deepSeek"] = said ? "true" : "false" }
        : new Dictionary<string, string>();
}
