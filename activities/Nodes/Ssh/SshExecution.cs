using System.Text;
using Pipeline.Activities.Nodes.Shells;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Pipeline.Activities.Nodes.Ssh;

/// <summary>One command on an open connection.</summary>
internal sealed class SshExecution : IDisposable
{
    /// <summary>How often output is taken while the command runs. It bounds memory; the command's end is noticed at once.</summary>
    private static readonly TimeSpan Drained = TimeSpan.FromSeconds(0.05);

    private readonly SshConnection connection;
    private readonly SshClient client;
    private readonly SshCommand remote;
    private readonly SshOutput output;
    private readonly SshOutput error;
    private readonly TimeProvider time;

    public SshExecution(SshConnection connection, SshClient client, SshCommandLine line, int outputLimit, TimeProvider time)
    {
        (this.connection, this.client, this.time) = (connection, client, time);
        remote = client.CreateCommand(line.Text);
        output = new SshOutput(remote.OutputStream, line, outputLimit);
        error = new SshOutput(remote.ExtendedOutputStream, line, outputLimit);
    }

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="SshFaultException">The login shell did not run it.</exception>
    /// <exception cref="Exception">Whatever SSH.NET tells of a broken connection.</exception>
    public async Task<ShellResult> RunAsync(string? input, CancellationToken ending)
    {
        var running = StartAsync(input);
        try
        {
            while (!running.IsCompleted)
            {
                await Task.WhenAny(running, connection.Lost, Task.Delay(Drained, time, ending));
                ending.ThrowIfCancellationRequested();
                Drain();
                if (connection.Lost.IsCompleted)
                    throw await connection.Lost;
                connection.KeepAlive();
            }

            await running;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            await KillAsync(running);
            throw;
        }
        finally
        {
            _ = running.ContinueWith(static t => t.Exception, TaskScheduler.Default);
        }

        connection.Heard();
        Drain();
        return Result();
    }

    public void Dispose() => remote.Dispose();

    /// <summary>Completes when the command has ended, whether or not it read all of its input.</summary>
    private Task StartAsync(string? input)
    {
        var started = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Blocking.Run(() =>
        {
            try
            {
                started.SetResult(remote.ExecuteAsync());
            }
            catch (Exception e)
            {
                started.SetException(e);
                return Task.CompletedTask;
            }

            if (input is { Length: > 0 })
                Write(input);
            return Task.CompletedTask;
        });
        return started.Task.Unwrap();
    }

    private void Write(string input)
    {
        try
        {
            using var stream = remote.CreateInputStream();
            stream.Write(Encoding.UTF8.GetBytes(input));
        }
        catch (Exception e) when (e is InvalidOperationException or SshException or IOException or NullReferenceException)
        {
            // The command ended, or closed its input, without reading all of it: its good right. A script that must have
            // all of its input counts it.
        }
    }

    private void Drain()
    {
        output.Drain();
        error.Drain();
    }

    private ShellResult Result()
    {
        if (output.Text() is not { } text || error.Text() is not { } errorText)
            throw new SshFaultException(new SshFault(
                $"the login shell did not run the command (exit code {remote.ExitStatus}); it said: {string.Join(" ", (error.Raw + output.Raw).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(3))}",
                Transient: false));
        var code = remote.ExitStatus ?? (SignalNames.NumberOf(remote.ExitSignal) is { } signal ? 128 + signal : throw new SshConnectionException("The session ended without an exit code"));
        return new ShellResult(code, text.Text, errorText.Text, text.Truncated || errorText.Truncated);
    }

    /// <summary>
    /// Ends the command with its children. sshd made it the leader of a process group; a signal request would be simpler, but
    /// sshd refuses it to root and to forced commands.
    /// </summary>
    private async Task KillAsync(Task running)
    {
        Drain();
        if ((output.Process ?? error.Process) is not { } process || !connection.IsUsable)
            return;
        try
        {
            await Blocking.Run(async () =>
            {
                using var kill = client.CreateCommand(SshCommandLine.Of(ShellScript.Of($"kill -s KILL -- -{process}"), null, hasInput: false)!.Text);
                await kill.ExecuteAsync();
                await running;
            }).WaitAsync(connection.Patience, time);
        }
        catch (Exception e) when (e is SshException or TimeoutException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The connection broke meanwhile: what is left there ends by itself, being short.
        }
    }
}
