using System.Text;

namespace Pipeline.Engine.Registration;

/// <summary>Turns names of code into words.</summary>
internal static class Humane
{
    /// <summary><c>ParallelForEach&lt;T&gt;</c> → <c>Parallel For Each</c>.</summary>
    public static string Words(string name)
    {
        var plain = name.IndexOf('<', StringComparison.Ordinal) is >= 0 and var bracket ? name[..bracket] : name;
        var words = new StringBuilder(plain.Length + 8);
        for (var i = 0; i < plain.Length; i++)
        {
            if (i > 0 && char.IsUpper(plain[i]) && !char.IsUpper(plain[i - 1]) && plain[i - 1] != ' ')
                words.Append(' ');
            words.Append(plain[i]);
        }

        return words.ToString();
    }
}
