using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Watching;

/// <summary>Prints log pieces as they come; lines of several nodes are told apart by a prefix, steps by a headline.</summary>
internal sealed class LogPrinter(TextWriter writer, bool prefixed, bool headlines)
{
    private string? step;
    private string? node;
    private bool lineOpen;

    /// <summary>Prints one piece.</summary>
    public void Print(LogChunk chunk)
    {
        if (lineOpen && (chunk.Step != step || chunk.Node != node))
            EndLine();
        if (headlines && chunk.Step != step)
            writer.WriteLine($"== {chunk.Step}");
        (step, node) = (chunk.Step, chunk.Node);
        if (prefixed)
            PrintLines(chunk);
        else
            Print(chunk.Text.AsSpan());
    }

    /// <summary>Ends a line that its program did not end.</summary>
    public void EndLine()
    {
        if (lineOpen)
            writer.WriteLine();
        lineOpen = false;
    }

    private void PrintLines(LogChunk chunk)
    {
        var rest = chunk.Text.AsSpan();
        while (rest.Length > 0)
        {
            if (!lineOpen)
                writer.Write($"{chunk.Node} | ");
            var end = rest.IndexOf('\n') + 1;
            Print(end == 0 ? rest : rest[..end]);
            rest = end == 0 ? [] : rest[end..];
        }
    }

    private void Print(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
            return;
        writer.Write(text);
        lineOpen = text[^1] != '\n';
    }
}
