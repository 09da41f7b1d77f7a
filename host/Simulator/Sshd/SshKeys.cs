using System.ComponentModel;
using System.Diagnostics;

namespace Pipeline.Host.Simulator.Sshd;

/// <summary>Keys for SSH servers of simulated nodes: one host key, one key of the user, made when they are missing.</summary>
internal sealed class SshKeys
{
    private readonly string folder;

    private SshKeys(string folder) => this.folder = folder;

    /// <summary>The private host key.</summary>
    public string HostKey => Path.Combine(folder, "host_key");

    /// <summary>The user's private key.</summary>
    public string ClientKey => Path.Combine(folder, "client_key");

    /// <summary>The keys that are let in.</summary>
    public string AuthorizedKeys => Path.Combine(folder, "authorized_keys");

    /// <summary>The host's public key as known_hosts has it, without the host's name.</summary>
    public string HostKeyLine => string.Join(' ', File.ReadAllText($"{HostKey}.pub").Split(' ').Take(2));

    /// <summary>Makes, or finds, the keys of a folder.</summary>
    /// <exception cref="SimulatorException">There is no ssh-keygen, or it fails.</exception>
    public static SshKeys In(string folder)
    {
        Directory.CreateDirectory(folder);
        var keys = new SshKeys(folder);
        foreach (var file in (string[])[keys.HostKey, keys.ClientKey])
        {
            if (!File.Exists(file))
                Generate("-q", "-t", "ed25519", "-N", "", "-f", file);
        }

        File.Copy($"{keys.ClientKey}.pub", keys.AuthorizedKeys, overwrite: true);
        return keys;
    }

    /// <summary>Runs ssh-keygen.</summary>
    /// <exception cref="SimulatorException">There is none, or it fails.</exception>
    public static void Generate(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ssh-keygen", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new SimulatorException($"ssh-keygen {string.Join(' ', arguments)} failed: {error.Trim()} {output.Result.Trim()}");
        }
        catch (Win32Exception e)
        {
            throw new SimulatorException($"ssh-keygen could not be started: {e.Message}. Install openssh-client.");
        }
    }
}
