namespace Pipeline.Host.Cli.Views;

/// <summary>Makes text fit for a terminal.</summary>
internal static class TerminalText
{
    /// <summary>The text with control characters replaced: names in files must not steer the terminal.</summary>
    public static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    /// <summary>Lines of at most the width, each with the indent; a longer word stands alone.</summary>
    public static IEnumerable<string> Lines(string text, int width, string indent)
    {
        var line = indent;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > indent.Length && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = indent;
            }
            line += line.Length == indent.Length ? word : $" {word}";
        }
        if (line.Length > indent.Length)
            yield return line;
    }
}
