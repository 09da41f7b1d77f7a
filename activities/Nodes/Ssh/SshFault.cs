using System.Net.Sockets;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Nodes.Ssh.Keys;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;

namespace Pipeline.Activities.Nodes.Ssh;

/// <summary>What went wrong with a connection, in the user's terms, with the remedy.</summary>
/// <param name="Message">One or two sentences.</param>
/// <param name="Transient">Whether trying again may help.</param>
internal sealed record SshFault(string Message, bool Transient)
{
    /// <summary>Explains why a server could not be connected to.</summary>
    public static SshFault OfConnecting(Exception e, SshTarget target) => e switch
    {
        KeyException => new(e.Message, false),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            new($"The name {target.Host} cannot be resolved: correct the node's Address, or the DNS.", true),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            new($"{target.Host} refuses connections on port {target.Port}: is sshd running there (systemctl status ssh), and on this port?", true),
        SocketException or SshOperationTimeoutException or TimeoutException =>
            new($"{target.Host} does not answer on port {target.Port}: is the node up, and does the network or a firewall let this machine through? Try: {Try(target)}", true),
        SshAuthenticationException =>
            new($"{target.Host} does not let {target.User} in with {(target.KeyFile is { } file ? $"the key {file}" : "any key of the agent or of ~/.ssh")}: add its public half there, e.g. {Copy(target)}, and look into the node's log of sshd.", false),
        SshConnectionException { DisconnectReason: DisconnectReason.KeyExchangeFailed } =>
            new($"{target.Host} and this machine have no way of encryption in common ({e.Message.TrimEnd('.')}): bring the node's OpenSSH up to date.", false),
        _ => new($"The connection to {target} was not made: {e.Message.TrimEnd('.')}. Try: {Try(target)}", true),
    };

    /// <summary>Explains why a connection that was made broke off.</summary>
    public static SshFault OfRunning(Exception e, SshTarget target) => e is SshException and not SshConnectionException and not SshOperationTimeoutException
        ? new($"{target} did not open a session: {e.Message.TrimEnd('.')}. If its sshd allows few sessions a connection (MaxSessions), set NodePool:Ssh:Channels below that number.", true)
        : new($"The connection to {target} broke off: {e.Message.TrimEnd('.')}.", true);

    private static string Try(SshTarget target) =>
        ShellScript.Command("ssh", [.. Options(target), $"{target.User}@{target.Host}"]).Text;

    private static string Copy(SshTarget target) =>
        ShellScript.Command("ssh-copy-id", [.. Options(target), $"{target.User}@{target.Host}"]).Text;

    private static IEnumerable<string> Options(SshTarget target) =>
    [
        .. target.KeyFile is { } file ? (string[])["-i", file] : [],
        .. target.Port == SshTarget.DefaultPort ? (string[])[] : ["-p", target.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)],
        .. target.Jump is { } jump ? (string[])["-J", jump.ToString()] : [],
    ];
}

/// <summary>A connection cannot be made, or broke off.</summary>
internal sealed class SshFaultException(SshFault fault, Exception? inner = null) : Exception(fault.Message, inner)
{
    public SshFault Fault { get; } = fault;
}
