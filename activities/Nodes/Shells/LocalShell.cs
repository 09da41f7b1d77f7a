using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Pipeline.Activities.Nodes.Shells;

/// <summary>
/// Runs scripts as processes of this machine, each in a session of its own, so that a time limit or a cancellation ends
/// the script together with its children. A child that makes a session of its own (a detached job) lives on.
/// </summary>
/// <param name="node">The name of the node that this shell stands for.</param>
/// <param name="pathPrefix">A folder put first on the PATH; none when null.</param>
/// <param name="time">Counts the time limit.</param>
/// <param name="behind">Whether other processes of this machine come first: for nodes that are only simulated.</param>
public sealed class LocalShell(string node, string? pathPrefix, TimeProvider time, bool behind = false) : IShell
{
    private static readonly string[] Behind = ["nice", "-n", "10"];

    /// <inheritdoc/>
    public async Task<ShellResult> RunAsync(ShellCommand command, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var timeout = new CancellationTokenSource(command.Timeout, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var process = Start(command.Script);
        var output = ShellOutput.ReadAsync(process.StandardOutput.BaseStream, command.OutputLimit);
        var error = ShellOutput.ReadAsync(process.StandardError.BaseStream, command.OutputLimit);
        var input = WriteAsync(process.StandardInput.BaseStream, command.Input);

        try
        {
            await Task.WhenAll(output, error, input, process.WaitForExitAsync(CancellationToken.None)).WaitAsync(ending.Token);
        }
        catch (OperationCanceledException)
        {
            ProcessGroup.Kill(process.Id);
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            throw new ShellException(node, $"A command on {node} took longer than {command.Timeout.TotalSeconds:0.#} s and was ended.", transient: false);
        }

        var (outputText, outputCut) = await output;
        var (errorText, errorCut) = await error;
        return new ShellResult(process.ExitCode, outputText, errorText, outputCut || errorCut);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Process Start(ShellScript script)
    {
        string[] command = [.. behind ? Behind : [], "setsid", "/bin/sh", "-c", script.Text];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Home,
        };
        LocalEnvironment.Prepare(start.Environment, pathPrefix);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new ShellException(node, $"A command could not be started on {node}: {e.Message}. It needs 'setsid' (util-linux) on the PATH and a script below 128 KiB.", transient: false, e);
        }
    }

    private static async Task WriteAsync(Stream stream, string? text)
    {
        try
        {
            await using (stream)
                await stream.WriteAsync(Encoding.UTF8.GetBytes(text ?? ""));
        }
        catch (IOException)
        {
            // The script ended, or closed its input, without reading all of it: its good right.
        }
    }

    private static string Home
    {
        get
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            return Directory.Exists(home) ? home : "/";
        }
    }
}
