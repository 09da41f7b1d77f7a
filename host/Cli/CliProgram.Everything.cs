using Pipeline.Host.Cli.Commands;
using Pipeline.Host.Cli.Consoles;

namespace Pipeline.Host.Cli;

public static partial class CliProgram
{
    /// <summary>Runs one command line of all that there are; returns the exit code: 0 success, 1 failed, 2 bad usage or input, 130 Ctrl-C.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="services">The rest of the host.</param>
    /// <param name="console">Where to write.</param>
    /// <param name="cancellationToken">Cancelled by Ctrl-C.</param>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments, CliServices services, CliConsole console, CancellationToken cancellationToken = default) =>
        RunAsync(arguments, services, console, RootOf.All, cancellationToken);
}
