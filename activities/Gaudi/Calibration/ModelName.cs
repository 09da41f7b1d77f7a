using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>
/// The name under which calibrate_model.sh files a model's results: the last part of its path or id, in lower case
/// (<c>meta-llama/Llama-3.1-405B-Instruct</c> → <c>llama-3.1-405b-instruct</c>). Two models with the same last part share a folder.
/// </summary>
/// <param name="Value">The name, lower case.</param>
public sealed partial record ModelName(string Value)
{
    /// <summary>
    /// The name of a model path or id. A folder of the Hugging Face cache (<c>…/snapshots/&lt;hash&gt;</c>) is refused:
    /// its last part is a hash, so the script would neither name the result nor know the model's family.
    /// </summary>
    public static Reading<ModelName> Of(string model)
    {
        var trimmed = model.Trim().TrimEnd('/');
        if (Snapshot.Match(trimmed) is { Success: true } cached)
        {
            var id = cached.Groups[1].Success ? $"the id ({cached.Groups[1].Value.Replace("--", "/", StringComparison.Ordinal)})" : "the id";
            return new Failure(
                FailureKind.Configuration,
                $"-m {model} is a folder of the Hugging Face cache: the last part is a hash, no model name.",
                $"Give {id}, or a link to the folder that carries the model's name.");
        }

        var name = AsFiled(model);
        return name.Value is "" or "." or ".."
            ? new Failure(FailureKind.Configuration, $"-m '{model}' names no model.", "Give a Hugging Face id or the model's folder.")
            : name;
    }

    /// <summary>The name under which the script files the results, also where <see cref="Of"/> refuses it.</summary>
    public static ModelName AsFiled(string model)
    {
        var trimmed = model.Trim().TrimEnd('/');
        return new(trimmed[(trimmed.LastIndexOf('/') + 1)..].ToLowerInvariant());
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"(?:models--([^/]+)|[^/]*)/snapshots/[0-9a-f]{12,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Snapshot { get; }
}
