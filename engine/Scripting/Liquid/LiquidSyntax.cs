using System.Text.RegularExpressions;
using Fluid;

namespace Pipeline.Engine.Scripting.Liquid;

/// <summary>Parses Liquid.</summary>
internal sealed partial class LiquidSyntax : IExpressionSyntax
{
    private static readonly HashSet<string> Inline = ["assign", "else", "elsif", "when", "cycle", "increment", "decrement", "echo", "break", "continue"];

    // A grammar takes long to make, and few runs meet Liquid.
    private readonly Lazy<FluidParser> _parser = new(() => new FluidParser());

    public string Type => "Liquid";

    public string? Check(string text) => Sandbox.Complaint(() => Parse(text));

    /// <exception cref="ScriptException">The text is no Liquid.</exception>
    public IFluidTemplate Parse(string text)
    {
        if (ScriptSource.Refusal(text) is { } refusal)
            throw new ScriptException(refusal);
        if (Depth(text) > ScriptLimits.MaxNesting)
            throw new ScriptException($"The template is nested more than {ScriptLimits.MaxNesting} deep.");
        return _parser.Value.TryParse(text, out var template, out var error) ? new BoundedRanges().VisitTemplate(template) : throw new ScriptException($"This is no valid Liquid: {error}");
    }

    /// <summary>A bound of how deep tags nest, and conditions in a tag: those opened and not closed again.</summary>
    private static int Depth(string text)
    {
        var (open, deepest) = (0, 0);
        foreach (Match tag in Tag().Matches(text))
        {
            var word = tag.Groups["word"].Value;
            if (word.StartsWith("end", StringComparison.Ordinal))
                open = Math.Max(0, open - 1);
            else if (!Inline.Contains(word))
                open++;
            deepest = Math.Max(deepest, open + Condition().Count(tag.Value));
        }

        return deepest;
    }

    [GeneratedRegex(@"\{%-?\s*(?<word>\w*)[^%]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\b(and|or|contains)\b|[=<>]|\|", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Condition();
}
