using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Ssh;

/// <summary>
/// The command line for a script. sshd hands it to the user's login shell, which may be bash, dash, fish or tcsh, may print
/// greetings, and may quote by rules of its own. So the line holds no character that any of them treats specially, and the
/// script's output begins behind a mark that also tells its process id.
/// </summary>
internal sealed class SshCommandLine
{
    /// <summary>Longest line that SSH.NET can send, its own headers left out.</summary>
    private const int Longest = 64 * 1024;

    private SshCommandLine(string mark, string text) => (Mark, Text) = (mark, text);

    /// <summary>Begins the line, in both output streams, that ends with the process id and is followed by the script's output.</summary>
    public string Mark { get; }

    /// <summary>What is sent.</summary>
    public string Text { get; }

    /// <summary>Makes the line; null when the script is too long for one.</summary>
    /// <param name="script">What to run.</param>
    /// <param name="pathPrefix">A folder put first on the PATH; none when null.</param>
    /// <param name="hasInput">Whether something follows on standard input: SSH.NET does not tell the end of an empty one.</param>
    public static SshCommandLine? Of(ShellScript script, string? pathPrefix, bool hasInput)
    {
        var whole = pathPrefix is null ? script : ShellScript.Lines(ShellScript.Of($"PATH={pathPrefix}:$PATH; export PATH"), script);
        var mark = $"pipeline-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var text = $"""exec /bin/sh -c 'echo {mark} $$; echo {mark} $$ >&2; exec /bin/sh -c "$(printf %b "$1")"{(hasInput ? "" : " < /dev/null")}' sh '{Encode(whole.Text)}'""";
        return Encoding.UTF8.GetByteCount(text) <= Longest ? new SshCommandLine(mark, text) : null;
    }

    /// <summary>Octal escapes of <c>printf %b</c> for everything that single quotes do not keep in every shell.</summary>
    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + text.Length / 4);
        foreach (var c in text)
        {
            if (c is '\'' or '\\' or '!' || c < ' ' || c == '\u007f')
                encoded.Append("\\0").Append(Convert.ToString(c, 8).PadLeft(3, '0'));
            else
                encoded.Append(c);
        }

        return encoded.ToString();
    }

    /// <summary>What follows the mark, and the process id that it tells; null when the mark has not arrived.</summary>
    public (int Process, ReadOnlyMemory<byte> Output)? Find(ReadOnlyMemory<byte> received)
    {
        var start = received.Span.IndexOf(Encoding.ASCII.GetBytes(Mark + " "));
        if (start < 0)
            return null;
        var line = received[(start + Mark.Length + 1)..];
        var end = line.Span.IndexOf((byte)'\n');
        return end >= 0 && int.TryParse(line.Span[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            ? (process, line[(end + 1)..])
            : null;
    }
}
