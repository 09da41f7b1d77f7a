namespace Pipeline.Host.Cli.Parsing;

/// <summary>Finds what a user probably meant.</summary>
internal static class Nearest
{
    /// <summary><c> Did you mean 'X'?</c>, or nothing when no candidate is near.</summary>
    public static string Hint(string word, IEnumerable<string> candidates) => To(word, candidates) is { } near ? $" Did you mean '{near}'?" : "";

    /// <summary>The candidate with the fewest edits, when those are at most a third of the word, or two.</summary>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        var best = candidates.Select(c => (Name: c, Edits: Edits(c.ToUpperInvariant(), word.ToUpperInvariant()))).OrderBy(c => c.Edits).FirstOrDefault();
        return best.Name is not null && best.Edits <= Math.Max(2, word.Length / 3) && best.Edits < word.Length ? best.Name : null;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).</summary>
    private static int Edits(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), replaced);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
