using System.Text.RegularExpressions;

namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>How near to the root a known text is: causes win over their consequences, whatever comes first.</summary>
internal enum Depth
{
    /// <summary>Names what went wrong.</summary>
    Cause,

    /// <summary>Follows from something else, which may stand elsewhere in the log.</summary>
    Consequence,

    /// <summary>Says only that something failed.</summary>
    Symptom,
}

/// <summary>A text that tools are known to print when they fail.</summary>
/// <param name="Kind">What sort of failure it means.</param>
/// <param name="Pattern">Regular expression, searched in one line.</param>
/// <param name="Summary">Replacement pattern (<c>$1</c> is the first group) for the sentence to print.</param>
/// <param name="Remedy">Replacement pattern for the remedy.</param>
internal sealed record KnownFailure(FailureKind Kind, string Pattern, string Summary, string Remedy)
{
    private readonly Regex regex = new(Pattern, RegexOptions.CultureInvariant);

    /// <summary>How near to the root it is.</summary>
    public Depth Depth { get; init; }

    /// <summary>A remedy that depends on the run, printed before <see cref="Remedy"/>.</summary>
    public Func<FailureContext, string>? Advice { get; init; }

    /// <summary>The failure that the line tells of; null when it is another line.</summary>
    public Failure? Read(string line, FailureContext context)
    {
        if (regex.Match(line) is not { Success: true } match)
            return null;
        var remedy = match.Result(Remedy);
        return new Failure(Kind, match.Result(Summary), Advice is null ? remedy : $"{Advice(context)} {remedy}".TrimEnd(), line);
    }
}
