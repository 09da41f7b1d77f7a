using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Commands;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Parsing;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli;

/// <summary>The command line: parses, runs the command, and turns whatever happens into one clear message and an exit code.</summary>
public static partial class CliProgram
{
    /// <summary>Runs one command line; returns the exit code: 0 success, 1 failed, 2 bad usage or input, 130 Ctrl-C.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="services">The rest of the host.</param>
    /// <param name="console">Where to write.</param>
    /// <param name="commands">The commands that there are, for a width of the terminal.</param>
    /// <param name="cancellationToken">Cancelled by Ctrl-C.</param>
    internal static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, CliServices services, CliConsole console, Func<CommandFactory, int, RootCommand> commands, CancellationToken cancellationToken)
    {
        var root = commands(new CommandFactory(services, console), console.Width);
        var parsed = root.Parse(Completed(root, arguments), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (!AsksForHelp(arguments) && UsageFaults.Of(parsed) is { } fault)
            return Refuse(console, arguments, [fault]);
        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = console.Out,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (InputException e)
        {
            return Refuse(console, arguments, e.Faults);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        // The last line of defence: people get a sentence, the file gets everything.
        catch (Exception e)
        {
            var file = new ErrorFile(new CommandContext(services, console, parsed).Data, services.Clock).Write(arguments, e);
            // Some messages only point to their cause.
            var cause = e.GetBaseException();
            var message = $"{e.Message}{(cause == e ? "" : $" {cause.Message}")}".ReplaceLineEndings(" ") + $" (details: {file})";
            return Refuse(console, arguments, [message], ExitCodes.Failure);
        }
    }

    /// <summary>A group without a command shows what it holds.</summary>
    private static IReadOnlyList<string> Completed(RootCommand root, IReadOnlyList<string> arguments)
    {
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.CommandResult.Command is { Subcommands.Count: > 0, Action: null } && parsed.UnmatchedTokens.Count == 0 && !arguments.Contains("--version")
            ? [.. arguments, "--help"]
            : arguments;
    }

    private static bool AsksForHelp(IReadOnlyList<string> arguments) => arguments.Any(a => a is "--help" or "-h" or "-?");

    private static int Refuse(CliConsole console, IReadOnlyList<string> arguments, IReadOnlyList<string> faults, int exitCode = ExitCodes.Usage)
    {
        foreach (var fault in faults)
            console.Error.WriteLine($"pipeline: {fault}");
        if (arguments.Contains("--json"))
            console.Out.WriteLine(Json.Line(new JsonObject { ["error"] = Json.Words(faults) }));
        return exitCode;
    }
}
