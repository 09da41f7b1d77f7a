using System.CommandLine;
using Pipeline.Host.Cli.Consoles;

namespace Pipeline.Host.Cli.Commands;

/// <summary>Gives commands their actions.</summary>
internal sealed class CommandFactory(CliServices services, CliConsole console)
{
    /// <summary>A command with its symbols and action.</summary>
    public Command Make(string name, string description, IEnumerable<Symbol> symbols, Func<CommandContext, CancellationToken, Task<int>> action)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        }

        command.SetAction((parsed, cancellationToken) => action(new CommandContext(services, console, parsed), cancellationToken));
        return command;
    }

    /// <summary>A command that only holds others.</summary>
    public static Command Group(string name, string description, params IEnumerable<Command> commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands)
            group.Subcommands.Add(command);
        return group;
    }
}
