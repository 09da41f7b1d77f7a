using System.Globalization;

namespace Pipeline.Activities.Nodes.Ssh;

/// <summary>An OpenSSH server and who logs in there.</summary>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">TCP port, usually 22.</param>
/// <param name="User">The account.</param>
public sealed record SshTarget(string Host, int Port, string User)
{
    /// <summary>The port of ssh when none is given.</summary>
    public const int DefaultPort = 22;

    /// <summary>The private key; null = the agent's keys and the usual files in <c>~/.ssh</c>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The file of known host keys; null = <c>~/.ssh/known_hosts</c> and <c>/etc/ssh/ssh_known_hosts</c>.</summary>
    public string? KnownHosts { get; init; }

    /// <summary>The server that the connection goes through; null = straight.</summary>
    public SshTarget? Jump { get; init; }

    /// <summary>As <c>ssh</c> takes it: <c>user@host</c>, with the port when it is not the usual one.</summary>
    public override string ToString() => Port == DefaultPort ? $"{User}@{Host}" : $"{User}@{Bracketed}:{Port.ToString(CultureInfo.InvariantCulture)}";

    private string Bracketed => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;

    /// <summary>Reads <c>[user@]host[:port]</c>, an IPv6 address in brackets when a port follows; null when it is not of that form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="user">The account when the text names none.</param>
    public static SshTarget? Parse(string text, string user)
    {
        var at = text.LastIndexOf('@');
        var name = at < 0 ? user : text[..at];
        var rest = text[(at + 1)..];
        var (host, port) = rest.StartsWith('[') && rest.IndexOf(']', StringComparison.Ordinal) is > 0 and var close
            ? (rest[1..close], rest[(close + 1)..])
            : rest.Count(c => c == ':') == 1 ? (rest[..rest.IndexOf(':', StringComparison.Ordinal)], rest[rest.IndexOf(':', StringComparison.Ordinal)..]) : (rest, "");
        var number = DefaultPort;
        var portIsFine = port.Length == 0
            || (port[0] == ':' && int.TryParse(port.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= 65535);
        return portIsFine && IsWord(name) && IsWord(host) ? new SshTarget(host, number, name) : null;
    }

    private static bool IsWord(string text) => text.Length > 0 && text[0] != '-' && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '@' or '/');
}
