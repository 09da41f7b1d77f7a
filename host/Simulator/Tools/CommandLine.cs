namespace Pipeline.Host.Simulator.Tools;

/// <summary>A command line split into options and words, the way most tools of the procedure read theirs.</summary>
internal sealed class CommandLine
{
    private readonly List<(string Name, string? Value)> options = [];

    /// <summary>Reads arguments.</summary>
    /// <param name="arguments">As given.</param>
    /// <param name="withValue">Options that take the next word (or what follows <c>=</c>); all others are flags.</param>
    /// <param name="stopAtWord">Whether everything after the first word that is no option counts as words.</param>
    public CommandLine(IReadOnlyList<string> arguments, IReadOnlySet<string> withValue, bool stopAtWord = false)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            string word = arguments[i];
            if (word.Length < 2 || word[0] != '-' || (stopAtWord && Words.Count > 0))
            {
                Words.Add(word);
                continue;
            }
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) options.Add((word[..equals], word[(equals + 1)..]));
            else if (withValue.Contains(word) && i + 1 < arguments.Count) options.Add((word, arguments[++i]));
            else options.Add((word, null));
        }
    }

    /// <summary>The words that are no options.</summary>
    public List<string> Words { get; } = [];

    /// <summary>Whether one of these options was given.</summary>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach ((string name, _) in options)
        {
            if (names.Contains(name)) return true;
        }
        return false;
    }

    /// <summary>The last value of these options, or null.</summary>
    public string? Value(params ReadOnlySpan<string> names)
    {
        string? value = null;
        foreach ((string name, string? given) in options)
        {
            if (names.Contains(name)) value = given;
        }
        return value;
    }

    /// <summary>All values of an option.</summary>
    public IEnumerable<string> Values(params string[] names) =>
        options.Where(o => names.Contains(o.Name) && o.Value is not null).Select(o => o.Value!);
}
