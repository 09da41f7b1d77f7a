using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Parsing;

/// <summary>Reads <c>--set name=value</c>; of the same name twice, the later counts.</summary>
internal static class Settings
{
    /// <summary>The values by name.</summary>
    /// <exception cref="InputException">A word without <c>=</c> or name.</exception>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<string> words)
    {
        var values = new Dictionary<string, string>();
        var faults = new List<string>();
        foreach (var word in words)
        {
            var at = word.IndexOf('=', StringComparison.Ordinal);
            if (at > 0)
                values[word[..at].Trim()] = word[(at + 1)..];
            else
                faults.Add($"--set {word}: not of the form name=value.");
        }

        return faults.Count > 0 ? throw new InputException(faults) : values;
    }
}
