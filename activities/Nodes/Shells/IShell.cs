namespace Pipeline.Activities.Nodes.Shells;

/// <summary>
/// A way to run a POSIX shell script on one node: all that a transport offers. Everything longer than a minute is a
/// detached job on top of it.
/// </summary>
public interface IShell : IAsyncDisposable
{
    /// <summary>Runs a script with <c>sh</c> and waits for its end.</summary>
    /// <exception cref="ShellException">The node could not be reached, or the script exceeded its time limit.</exception>
    Task<ShellResult> RunAsync(ShellCommand command, CancellationToken cancellationToken = default);
}

/// <summary>One short command for a node's shell.</summary>
/// <param name="Script">What <c>sh</c> runs.</param>
public sealed record ShellCommand(ShellScript Script)
{
    /// <summary>Text given on standard input; none when null.</summary>
    public string? Input { get; init; }

    /// <summary>After this time the command is ended and <see cref="ShellException"/> thrown. Default 60 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most bytes kept of each output stream; what is beyond is dropped and <see cref="ShellResult.Truncated"/> set. Default 4 MiB.</summary>
    public int OutputLimit { get; init; } = 4 * 1024 * 1024;
}

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">The script's exit code (128 + signal number when a signal ended it).</param>
/// <param name="Output">Standard output, UTF-8.</param>
/// <param name="Error">Standard error, UTF-8.</param>
/// <param name="Truncated">Whether output beyond the limit was dropped.</param>
public sealed record ShellResult(int ExitCode, string Output, string Error, bool Truncated = false);

/// <summary>A transport fault: the command may or may not have run.</summary>
/// <param name="node">The node's name.</param>
/// <param name="message">What went wrong and what helps.</param>
/// <param name="transient">Whether trying again may help.</param>
/// <param name="inner">The cause.</param>
public sealed class ShellException(string node, string message, bool transient, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The node's name.</summary>
    public string Node { get; } = node;

    /// <summary>Whether trying again may help.</summary>
    public bool Transient { get; } = transient;
}
