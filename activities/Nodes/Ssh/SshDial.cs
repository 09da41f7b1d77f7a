using Pipeline.Activities.Nodes.Ssh.HostKeys;
using Pipeline.Activities.Nodes.Ssh.Keys;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Pipeline.Activities.Nodes.Ssh;

/// <summary>Connects to a server and logs in.</summary>
internal static class SshDial
{
    /// <summary>
    /// The exchange that SSH.NET would rather use costs 0.1 s of processor time in managed code, seconds for many nodes; it
    /// stays on offer for servers that want nothing else.
    /// </summary>
    private const string Costly = "sntrup761";

    /// <summary>Ciphers that also authenticate, in the processor's own instructions: one pass instead of two.</summary>
    private const string Fast = "-gcm@";

    /// <summary>An open, verified connection.</summary>
    /// <param name="target">The server, its user and keys.</param>
    /// <param name="host">Where to connect to: the server itself or this machine's end of a tunnel to it.</param>
    /// <param name="port">The port there.</param>
    /// <param name="options">Time limits.</param>
    /// <exception cref="SshFaultException">It cannot be made; tells what helps.</exception>
    public static SshClient Connect(SshTarget target, string host, int port, SshOptions options)
    {
        HostKeyCheck? check = null;
        SshClient? client = null;
        try
        {
            var keys = new PrivateKeyAuthenticationMethod(target.User, [.. UserKeys.Of(target)]);
            var connection = new ConnectionInfo(host, port, target.User, keys)
            {
                Timeout = options.ConnectTimeout,
                // SshConnection bounds the channels; a second bound would only block threads.
                MaxSessions = int.MaxValue,
                RetryAttempts = 1,
            };
            PutLast(connection.KeyExchangeAlgorithms, name => name.StartsWith(Costly, StringComparison.Ordinal));
            PutLast(connection.Encryptions, name => !name.Contains(Fast, StringComparison.Ordinal));
            client = new SshClient(connection) { KeepAliveInterval = options.KeepAliveInterval };
            check = new HostKeyCheck(target);
            check.Guard(client);
            client.Connect();
            return client;
        }
        catch (Exception e)
        {
            client?.Dispose();
            throw new SshFaultException(check?.Refusal is { } refusal ? new SshFault(refusal, Transient: false) : SshFault.OfConnecting(e, target), e);
        }
    }

    private static void PutLast<T>(IDictionary<string, T> algorithms, Func<string, bool> last)
    {
        foreach (var algorithm in algorithms.Where(a => last(a.Key)).ToList())
        {
            algorithms.Remove(algorithm.Key);
            algorithms.Add(algorithm);
        }
    }
}
