using System.Text.RegularExpressions;

namespace Pipeline.Activities.Gaudi.Text;

/// <summary>Text as tools print it on terminals, made readable: colours out, carriage returns as line ends.</summary>
public static partial class ToolText
{
    /// <summary>Characters of a line that are looked at; no known line is nearly as long.</summary>
    public const int LongestLine = 4096;

    /// <summary>The line without ANSI sequences, control characters and trailing blanks, at most <see cref="LongestLine"/> long.</summary>
    public static string Clean(string line)
    {
        if (line.Length > LongestLine)
            line = line[..LongestLine];
        return Control.Replace(Ansi.Replace(line, ""), "").TrimEnd();
    }

    /// <summary>The cleaned lines that are not empty. LF, CR LF and a lone CR (progress bars) end a line.</summary>
    public static IReadOnlyList<string> Lines(string text) =>
        [.. text.Split('\n', '\r').Select(Clean).Where(line => line.Length > 0)];

    /// <summary>The last lines, for a person to look at.</summary>
    public static string Excerpt(string text, int lines = 5) => string.Join('\n', Lines(text).TakeLast(lines));

    [GeneratedRegex(@"\x1B(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(?:\x07|\x1B\\)?|[@-Z\\^_])", RegexOptions.CultureInvariant)]
    private static partial Regex Ansi { get; }

    [GeneratedRegex(@"[\x00-\x08\x0B-\x1F\x7F]", RegexOptions.CultureInvariant)]
    private static partial Regex Control { get; }
}
