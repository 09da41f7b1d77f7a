namespace Pipeline.Activities.Nodes.Ssh.HostKeys;

/// <summary>What known_hosts says of a key that a host shows.</summary>
internal enum HostKeyVerdict
{
    /// <summary>It is the host's.</summary>
    Trusted,

    /// <summary>Nothing is known of the host.</summary>
    Unknown,

    /// <summary>The host had another key.</summary>
    Changed,

    /// <summary>The key is marked as revoked.</summary>
    Revoked,
}

/// <summary>The host keys that are known, from files in the format of OpenSSH. Read anew for every connection. Pure but for the reading.</summary>
/// <param name="lines">The lines of all files.</param>
internal sealed class KnownHosts(IReadOnlyList<KnownHostLine> lines)
{
    private static readonly string[] Usual = ["~/.ssh/known_hosts", "/etc/ssh/ssh_known_hosts"];

    /// <summary>The files that are looked into.</summary>
    /// <param name="file">The configured file; null = the usual ones.</param>
    public static IReadOnlyList<string> Files(string? file) => [.. (file is null ? Usual : [file]).Select(UserPath.Full)];

    /// <summary>Reads the files; one that does not exist holds nothing.</summary>
    public static KnownHosts Read(IEnumerable<string> files) => new([.. files.Where(File.Exists).SelectMany(file =>
        File.ReadAllLines(file).Select((text, index) => KnownHostLine.Parse(text, $"{file}:{index + 1}")).OfType<KnownHostLine>())]);

    /// <summary>How known_hosts names a host.</summary>
    public static string NameOf(string host, int port) => port == SshTarget.DefaultPort ? host : $"[{host}]:{port}";

    /// <summary>The types of the keys that are known of a host: those to ask it for.</summary>
    public IReadOnlySet<string> Types(string name) => Lines(name, KnownHostMark.Key).Select(l => l.Type).ToHashSet();

    /// <summary>Whether certificates are accepted from a host at all.</summary>
    public bool HasAuthority(string name) => Lines(name, KnownHostMark.Authority).Any();

    /// <summary>Judges a plain key.</summary>
    /// <param name="name">The host as known_hosts names it.</param>
    /// <param name="key">The key it shows.</param>
    /// <returns>The verdict, and the line that it rests on; none when the host is unknown.</returns>
    public (HostKeyVerdict Verdict, KnownHostLine? Line) Judge(string name, byte[] key)
    {
        if (Find(name, KnownHostMark.Revoked, key) is { } revoked)
            return (HostKeyVerdict.Revoked, revoked);
        if (Find(name, KnownHostMark.Key, key) is { } known)
            return (HostKeyVerdict.Trusted, known);
        return Lines(name, KnownHostMark.Key).FirstOrDefault() is { } other ? (HostKeyVerdict.Changed, other) : (HostKeyVerdict.Unknown, null);
    }

    /// <summary>Judges a certificate, whose signature and dates have been verified, by the key that signed it.</summary>
    public (HostKeyVerdict Verdict, KnownHostLine? Line) JudgeAuthority(string name, byte[] key, byte[] authority)
    {
        if ((Find(name, KnownHostMark.Revoked, key) ?? Find(name, KnownHostMark.Revoked, authority)) is { } revoked)
            return (HostKeyVerdict.Revoked, revoked);
        return Find(name, KnownHostMark.Authority, authority) is { } known ? (HostKeyVerdict.Trusted, known) : (HostKeyVerdict.Unknown, null);
    }

    private IEnumerable<KnownHostLine> Lines(string name, KnownHostMark mark) => lines.Where(l => l.Mark == mark && l.Concerns(name));

    private KnownHostLine? Find(string name, KnownHostMark mark, byte[] key) => Lines(name, mark).FirstOrDefault(l => l.Key.AsSpan().SequenceEqual(key));
}
