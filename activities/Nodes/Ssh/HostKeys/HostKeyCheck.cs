using Pipeline.Activities.Nodes.Shells;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Security;

namespace Pipeline.Activities.Nodes.Ssh.HostKeys;

/// <summary>
/// Verifies the key that a server shows, always: one that is not known, has changed or is revoked ends the connection
/// before anything is sent that matters.
/// </summary>
internal sealed class HostKeyCheck
{
    private const string CertificateSuffix = "-cert-v01@openssh.com";

    private readonly SshTarget target;
    private readonly string name;
    private readonly IReadOnlyList<string> files;
    private readonly KnownHosts known;

    public HostKeyCheck(SshTarget target)
    {
        this.target = target;
        name = KnownHosts.NameOf(target.Host, target.Port);
        files = KnownHosts.Files(target.KnownHosts);
        known = KnownHosts.Read(files);
    }

    /// <summary>Why the key was refused and what to do; null while it was not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Makes a client verify its server.</summary>
    public void Guard(SshClient client)
    {
        Prefer(client.ConnectionInfo.HostKeyAlgorithms);
        client.HostKeyReceived += (_, shown) => shown.CanTrust = (Refusal = Judge(shown)) is null;
    }

    /// <summary>Asks for a key of a type that is known first, since a server has several; for certificates only where they are accepted.</summary>
    private void Prefer(IDictionary<string, Func<byte[], KeyHostAlgorithm>> algorithms)
    {
        var types = known.Types(name);
        var offered = algorithms.ToList();
        algorithms.Clear();
        foreach (var algorithm in offered.Where(a => known.HasAuthority(name) || !a.Key.EndsWith(CertificateSuffix, StringComparison.Ordinal))
            .OrderByDescending(a => a.Key.EndsWith(CertificateSuffix, StringComparison.Ordinal) || types.Contains(KeyType(a.Key))))
        {
            algorithms.Add(algorithm);
        }
    }

    /// <summary>RSA keys are of one type, whatever hash they sign with.</summary>
    private static string KeyType(string algorithm) => algorithm.StartsWith("rsa-sha2-", StringComparison.Ordinal) ? "ssh-rsa" : algorithm;

    private string? Judge(HostKeyEventArgs shown)
    {
        var (verdict, line) = shown.Certificate is { } certificate
            ? Names(certificate) ? known.JudgeAuthority(name, shown.HostKey, certificate.CertificateAuthorityKey) : (HostKeyVerdict.Unknown, null)
            : known.Judge(name, shown.HostKey);
        return verdict == HostKeyVerdict.Trusted ? null : HostKeyAdvice.Of(verdict, target, shown, line?.Place, files[0]);
    }

    private bool Names(Certificate certificate) =>
        certificate.Type == Certificate.CertificateType.Host
        && (certificate.ValidPrincipals.Count == 0 || certificate.ValidPrincipals.Contains(target.Host));
}
