using Pipeline.Activities.Nodes.Shells;
using Renci.SshNet.Common;

namespace Pipeline.Activities.Nodes.Ssh.HostKeys;

/// <summary>Tells the user why a host key is refused, with the commands that put it right.</summary>
internal static class HostKeyAdvice
{
    /// <param name="verdict">Why it is refused.</param>
    /// <param name="target">The server.</param>
    /// <param name="shown">The key it shows.</param>
    /// <param name="place">The line of known_hosts that speaks against it.</param>
    /// <param name="file">The file to add the key to.</param>
    public static string Of(HostKeyVerdict verdict, SshTarget target, HostKeyEventArgs shown, string? place, string file)
    {
        var key = $"The host key of {target.Host}, {shown.HostKeyName} SHA256:{shown.FingerPrintSHA256},";
        var add = ShellScript.Of($"ssh-keyscan -p {target.Port} {target.Host} >> {file}");
        var remove = ShellScript.Of($"ssh-keygen -f {file} -R {KnownHosts.NameOf(target.Host, target.Port)}");
        return verdict switch
        {
            HostKeyVerdict.Unknown => $"{key} is not known. Compare it with the one that 'ssh-keygen -lf' tells of /etc/ssh/ssh_host_*_key.pub on the node, then add it: {add}",
            HostKeyVerdict.Changed => $"{key} is another than the known one ({place}). If the node was set up anew, replace the key: {remove}; {add}. "
                + "If it was not, somebody may be listening in: ask who runs the network.",
            _ => $"{key} is revoked ({place}): whoever revoked it holds that it is in wrong hands. Give the node a new host key, or take that line out.",
        };
    }
}
