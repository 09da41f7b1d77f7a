namespace Pipeline.Activities.Gaudi.Text;

/// <summary>How far a running tool is.</summary>
/// <param name="Fraction">Share of the whole done, 0 to 1; null when unknown. Never decreases within a run.</param>
/// <param name="Phase">What it is doing, in the tool's terms, e.g. <c>2/4 Measuring scales</c>.</param>
/// <param name="Detail">More precisely, e.g. <c>384/1000 samples</c>.</param>
/// <param name="Remaining">Time left as the tool itself estimates it, for the phase.</param>
public sealed record Progress(double? Fraction, string Phase, string? Detail = null, TimeSpan? Remaining = null);

/// <summary>Reads progress from a log that arrives in pieces. Holds state: one parser reads one log, from its start.</summary>
public interface IProgressParser
{
    /// <summary>The progress after this piece of the log; null when the piece told nothing new.</summary>
    Progress? Feed(string chunk);
}

/// <summary>A progress parser that needs whole lines only.</summary>
public abstract class LineProgressParser : IProgressParser
{
    private readonly LineBuffer buffer = new();
    private Progress? told;

    /// <inheritdoc/>
    public Progress? Feed(string chunk)
    {
        var latest = told;
        foreach (var line in buffer.Feed(chunk))
            latest = Read(WorkerLine.Parse(line).Text) ?? latest;
        if (latest == told)
            return null;
        return told = latest;
    }

    /// <summary>The progress after this line; null when the line says nothing about it.</summary>
    protected abstract Progress? Read(string line);
}
