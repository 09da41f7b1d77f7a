using Pipeline.Activities.Nodes.Shells;
using Renci.SshNet.Common;

namespace Pipeline.Activities.Nodes.Ssh;

/// <summary>
/// Runs scripts on a node over SSH: one connection, made when first needed, kept, and made again when it broke. The node
/// needs an OpenSSH server, a POSIX <c>sh</c> and coreutils; no SFTP. Its honest limit: when the connection breaks in the
/// middle of a command, nobody knows whether it ran, and a command that is cut off so runs on until it ends by itself.
/// </summary>
/// <param name="node">The node's name, for messages.</param>
/// <param name="target">The server.</param>
/// <param name="pathPrefix">A folder put first on the PATH; none when null.</param>
/// <param name="connector">Opens connections.</param>
/// <param name="time">Counts time limits.</param>
public sealed class SshShell(string node, SshTarget target, string? pathPrefix, SshConnector connector, TimeProvider time) : IShell
{
    /// <summary>How often a session is asked for: sshd counts one that has just ended for an instant longer than the client does.</summary>
    private const int Openings = 5;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(0.05);

    private readonly SshHolder holder = new(() => connector.OpenAsync(target));

    /// <inheritdoc/>
    public async Task<ShellResult> RunAsync(ShellCommand command, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var line = SshCommandLine.Of(command.Script, pathPrefix, command.Input is { Length: > 0 })
            ?? throw new ShellException(node, $"A command for {node} is longer than 64 KiB, which SSH does not carry: give long text on standard input.", transient: false);
        var connection = await ConnectAsync(cancellationToken);
        try
        {
            return await connection.WithChannelAsync(client => RunAsync(command, line, connection, client, cancellationToken), cancellationToken);
        }
        catch (SshFaultException e)
        {
            throw new ShellException(node, $"{node}: {e.Message}", e.Fault.Transient, e);
        }
        catch (Exception e) when (IsBreak(e) || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            if (!IsRefusal(e))
                connection.Lose(e);
            var fault = SshFault.OfRunning(e, target);
            throw new ShellException(node, $"{node}: {fault.Message}", fault.Transient, e);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => holder.DisposeAsync();

    /// <summary>
    /// Whether the connection broke. SSH.NET tells it in many ways: a call that is under way while another user gives the
    /// connection up finds parts of it gone.
    /// </summary>
    private static bool IsBreak(Exception e) =>
        e is SshException or IOException or ObjectDisposedException or InvalidOperationException or NullReferenceException or System.Net.Sockets.SocketException;

    /// <summary>Whether the server is there but gives no session; nothing ran.</summary>
    private static bool IsRefusal(Exception e) => e is SshException and not (SshConnectionException or SshOperationTimeoutException);

    private async Task<SshConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await holder.GetAsync().WaitAsync(cancellationToken);
        }
        catch (SshFaultException e)
        {
            throw new ShellException(node, $"{node}: {e.Message}", e.Fault.Transient, e);
        }
    }

    private async Task<ShellResult> RunAsync(
        ShellCommand command, SshCommandLine line, SshConnection connection, Renci.SshNet.SshClient client, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(command.Timeout, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                using var execution = new SshExecution(connection, client, line, command.OutputLimit, time);
                try
                {
                    return await execution.RunAsync(command.Input, ending.Token);
                }
                catch (SshException e) when (IsRefusal(e) && attempt < Openings)
                {
                    await Task.Delay(Settling * attempt, time, ending.Token);
                }
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ShellException(node, $"A command on {node} took longer than {command.Timeout.TotalSeconds:0.#} s and was ended.", transient: false);
        }
    }
}
