using Renci.SshNet;
using Renci.SshNet.Common;

namespace Pipeline.Activities.Nodes.Ssh.Keys;

/// <summary>
/// The keys to log in with, as OpenSSH would choose them: the configured file, with the certificate beside it, or, for a
/// public key, the agent's key of that name; without one the agent's keys and the usual files. The passphrase of a key file comes from the environment, or from a file that the
/// environment names; it is never part of the configuration.
/// </summary>
internal static class UserKeys
{
    /// <summary>Environment variable that holds the passphrase.</summary>
    public const string PassphraseVariable = "PIPELINE_SSH_PASSPHRASE";

    /// <summary>Environment variable that names a file whose first line is the passphrase.</summary>
    public const string PassphraseFileVariable = "PIPELINE_SSH_PASSPHRASE_FILE";

    private const string AgentVariable = "SSH_AUTH_SOCK";
    private const string PublicSuffix = ".pub";

    private static readonly string[] UsualFiles = ["~/.ssh/id_ed25519", "~/.ssh/id_ecdsa", "~/.ssh/id_rsa"];

    /// <summary>The keys, the best first.</summary>
    /// <exception cref="KeyException">There is none that can be used.</exception>
    public static IReadOnlyList<IPrivateKeySource> Of(SshTarget target)
    {
        if (target.KeyFile is { } file)
            return file.EndsWith(PublicSuffix, StringComparison.Ordinal) ? [OfAgent(UserPath.Full(file))] : [Load(UserPath.Full(file), Passphrase())];
        var found = new List<IPrivateKeySource>(Agent());
        foreach (var usual in UsualFiles.Select(UserPath.Full).Where(File.Exists))
        {
            try
            {
                found.Add(Load(usual, Passphrase()));
            }
            catch (KeyException) when (found.Count > 0)
            {
                // An encrypted file whose key the agent most likely holds.
            }
        }

        return found.Count > 0
            ? found
            : throw new KeyException($"There is no key to log in with as {target}: give the node a KeyFile, or start an agent (SSH_AUTH_SOCK) and add one with ssh-add.");
    }

    private static PrivateKeyFile Load(string file, string? passphrase)
    {
        var certificate = $"{file}-cert.pub";
        try
        {
            return File.Exists(certificate) ? new PrivateKeyFile(file, passphrase, certificate) : new PrivateKeyFile(file, passphrase);
        }
        catch (SshPassPhraseNullOrEmptyException e)
        {
            throw new KeyException($"The key {file} needs its passphrase: set {PassphraseVariable}, or {PassphraseFileVariable} to a file that holds it, or leave KeyFile out and add the key to an agent (ssh-add).", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyException($"The key {file} cannot be read: {e.Message}", e);
        }
        catch (Exception e) when (e is SshException or InvalidOperationException or ArgumentException or System.Security.Cryptography.CryptographicException or NotSupportedException)
        {
            var why = passphrase is null ? "it is no private key of a kind that is understood" : $"it is no private key, or the passphrase in {PassphraseVariable} is wrong";
            throw new KeyException($"The key {file} cannot be used: {why} ({e.Message.TrimEnd('.')}).", e);
        }
    }

    /// <summary>The key whose public half is in a file, from the agent.</summary>
    private static AgentKey OfAgent(string file)
    {
        try
        {
            var words = File.ReadAllText(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var wanted = Convert.FromBase64String(words.ElementAtOrDefault(1) ?? throw new FormatException("it has one word only"));
            return Agent().FirstOrDefault(key => key.HostKeyAlgorithms.First().Data.AsSpan().SequenceEqual(wanted))
                ?? throw new KeyException($"No agent holds the key {file}: start one (SSH_AUTH_SOCK) and add the key with ssh-add, or give the private key as KeyFile.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new KeyException($"The public key {file} cannot be read: {e.Message}", e);
        }
    }

    private static IEnumerable<AgentKey> Agent()
    {
        if (Environment.GetEnvironmentVariable(AgentVariable) is not { Length: > 0 } socket)
            return [];
        try
        {
            var agent = new AgentClient(socket);
            return [.. agent.Identities().Select(i => new AgentKey(agent, i.Key))];
        }
        catch (IOException)
        {
            // An agent that is gone, as after a logout: the files are tried, and the message of having no key names the agent.
            return [];
        }
    }

    private static string? Passphrase()
    {
        if (Environment.GetEnvironmentVariable(PassphraseVariable) is { Length: > 0 } passphrase)
            return passphrase;
        if (Environment.GetEnvironmentVariable(PassphraseFileVariable) is not { Length: > 0 } file)
            return null;
        try
        {
            return File.ReadLines(file).FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyException($"The file {file}, which {PassphraseFileVariable} names, cannot be read: {e.Message}", e);
        }
    }
}

/// <summary>There is no key to log in with.</summary>
internal sealed class KeyException(string message, Exception? inner = null) : Exception(message, inner);
