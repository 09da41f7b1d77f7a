using System.Text;

namespace Pipeline.Tests.Engine.Surface;

/// <summary>Small scanning helpers for signatures as text.</summary>
internal static class ApiText
{
    /// <summary>Drops attributes at the start: <c>[Input(DefaultValue="a]")] int X</c> gives <c>int X</c>.</summary>
    public static string WithoutAttributes(string text)
    {
        while (text.StartsWith('['))
            text = text[EndOfGroup(text)..].TrimStart();
        return text;
    }

    /// <summary>Splits at <paramref name="separator"/> outside brackets and quotes; a single space stands for any run of text between.</summary>
    public static List<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        Scan(text, (c, depth) =>
        {
            if (depth == 0 && c == separator)
            {
                parts.Add(part.ToString().Trim());
                part.Clear();
            }
            else
                part.Append(c);
        });
        if (part.Length > 0)
            parts.Add(part.ToString().Trim());
        return parts.Where(item => item.Length > 0).ToList();
    }

    /// <summary>The text before the first <paramref name="stop"/> outside brackets and quotes.</summary>
    public static (string Before, string? After) Cut(string text, string stop)
    {
        var position = -1;
        var index = 0;
        Scan(text, (_, depth) =>
        {
            if (position < 0 && depth == 0 && string.CompareOrdinal(text, index, stop, 0, stop.Length) == 0)
                position = index;
            index++;
        });
        return position < 0 ? (text, null) : (text[..position], text[(position + stop.Length)..]);
    }

    /// <summary>The index just behind the group that opens at the start.</summary>
    private static int EndOfGroup(string text)
    {
        var end = text.Length;
        var index = 0;
        Scan(text, (c, depth) =>
        {
            index++;
            if (c == ']' && depth == 0 && end == text.Length)
                end = index;
        });
        return end;
    }

    private static void Scan(string text, Action<char, int> visit)
    {
        var depth = 0;
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"')
                quoted = !quoted;
            if (!quoted && c is ')' or ']' or '>' or '}')
                depth--;
            visit(c, quoted ? int.MaxValue : depth);
            if (!quoted && c is '(' or '[' or '<' or '{')
                depth++;
        }
    }
}
