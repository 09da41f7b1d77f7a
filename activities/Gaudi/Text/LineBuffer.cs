using System.Text;

namespace Pipeline.Activities.Gaudi.Text;

/// <summary>Makes lines of a log that arrives in pieces. The unfinished rest is kept, up to <see cref="ToolText.LongestLine"/>.</summary>
public sealed class LineBuffer
{
    private readonly StringBuilder rest = new();

    /// <summary>The cleaned, non-empty lines that the chunk completes.</summary>
    public IReadOnlyList<string> Feed(string chunk)
    {
        List<string> lines = [];
        foreach (var piece in chunk.AsSpan().SplitAny('\n', '\r'))
        {
            Append(chunk.AsSpan(piece));
            if (piece.End.Value < chunk.Length)
                Complete(lines);
        }

        return lines;
    }

    private void Append(ReadOnlySpan<char> text) =>
        rest.Append(text[..Math.Min(text.Length, ToolText.LongestLine - rest.Length)]);

    private void Complete(List<string> lines)
    {
        var line = ToolText.Clean(rest.ToString());
        rest.Clear();
        if (line.Length > 0)
            lines.Add(line);
    }
}
