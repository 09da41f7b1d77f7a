namespace Pipeline.Activities.Nodes.Shells;

/// <summary>The one function that makes text safe to stand in a POSIX shell command.</summary>
public static class ShellQuote
{
    /// <summary>Quotes <paramref name="text"/> as one shell word; plain words stay as they are.</summary>
    /// <exception cref="ArgumentException">The text holds a NUL character, which no argument of a program can carry.</exception>
    public static string Word(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A shell word cannot hold a NUL character.", nameof(text));
        return text.Length > 0 && text.All(IsPlain) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    private static bool IsPlain(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or ':' or ',' or '+' or '@' or '%' or '=';
}
