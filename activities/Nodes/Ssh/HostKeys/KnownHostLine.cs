using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Activities.Nodes.Ssh.HostKeys;

/// <summary>What a line of a known_hosts file says of its key.</summary>
internal enum KnownHostMark
{
    /// <summary>The hosts have this key.</summary>
    Key,

    /// <summary>The hosts' keys may be certified by this key (<c>@cert-authority</c>).</summary>
    Authority,

    /// <summary>The key must not be trusted any more (<c>@revoked</c>).</summary>
    Revoked,
}

/// <summary>One line of a known_hosts file, in the format of sshd(8).</summary>
/// <param name="Mark">What it says.</param>
/// <param name="Hosts">The field of host names, as written.</param>
/// <param name="Type">The key's type, e.g. <c>ssh-ed25519</c>.</param>
/// <param name="Key">The key.</param>
/// <param name="Place">File and line, for messages.</param>
internal sealed record KnownHostLine(KnownHostMark Mark, string Hosts, string Type, byte[] Key, string Place)
{
    private const string Hashed = "|1|";

    /// <summary>Reads a line; null for a comment, an empty line, or one that sshd would not understand either.</summary>
    public static KnownHostLine? Parse(string text, string place)
    {
        var words = text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0].StartsWith('#'))
            return null;
        KnownHostMark? mark = words[0] switch
        {
            "@cert-authority" => KnownHostMark.Authority,
            "@revoked" => KnownHostMark.Revoked,
            _ => words[0].StartsWith('@') ? null : KnownHostMark.Key,
        };
        var fields = words[0].StartsWith('@') ? words[1..] : words;
        return mark is { } known && fields.Length >= 3 && Base64(fields[2]) is { } key ? new KnownHostLine(known, fields[0], fields[1], key, place) : null;
    }

    /// <summary>Whether the line speaks of a host.</summary>
    /// <param name="name">The host as known_hosts names it: <c>host</c>, or <c>[host]:port</c>.</param>
    public bool Concerns(string name)
    {
        if (Hosts.StartsWith(Hashed, StringComparison.Ordinal))
            return IsHashOf(name);
        var patterns = Hosts.Split(',');
        return !patterns.Any(p => p.StartsWith('!') && Matches(p[1..], name)) && patterns.Any(p => !p.StartsWith('!') && Matches(p, name));
    }

    /// <summary>The hash is an HMAC-SHA1 of the name under a salt of the line's own.</summary>
    private bool IsHashOf(string name)
    {
        var parts = Hosts[Hashed.Length..].Split('|');
#pragma warning disable CA5350 // The format of OpenSSH; it hides names and protects nothing.
        return parts.Length == 2 && Base64(parts[0]) is { } salt && Base64(parts[1]) is { } hash
            && CryptographicOperations.FixedTimeEquals(HMACSHA1.HashData(salt, Encoding.UTF8.GetBytes(name)), hash);
#pragma warning restore CA5350
    }

    /// <summary>No regular expression: a pool of many nodes asks for every line of the file with every connection.</summary>
    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name);

    private static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : null;
    }
}
