using System.CommandLine;
using System.CommandLine.Parsing;

namespace Pipeline.Host.Cli.Parsing;

/// <summary>Says in one line what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageFaults
{
    /// <summary>The one fault that explains the others, or null when there is none.</summary>
    public static string? Of(ParseResult parsed)
    {
        var path = Path(parsed.CommandResult);
        if (Empty(parsed) is { } empty)
            return $"{empty} is empty, perhaps from a variable that is not set. '{path} --help' shows the usage.";
        if (parsed.Errors.Count == 0 && Misread(parsed) is null)
            return null;
        var command = parsed.CommandResult.Command;
        if ((Misread(parsed) ?? parsed.UnmatchedTokens.FirstOrDefault(LooksLikeOption)) is { } option)
            return $"Unknown option '{option}'.{Nearest.Hint(option, Options(parsed.CommandResult))} '{path} --help' lists all.";
        if (parsed.UnmatchedTokens is [var word, ..])
            return command.Subcommands.Count > 0
                ? $"Unknown command '{word}'.{Nearest.Hint(word, command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))} '{path} --help' lists all."
                : $"Unexpected argument '{word}'. '{path} --help' shows the usage.";
        return parsed.Errors[0] switch
        {
            { SymbolResult: ArgumentResult { Argument: var a, Tokens.Count: 0, Parent: CommandResult } } => $"{a.Name} is missing. '{path} --help' shows the usage.",
            { SymbolResult: OptionResult { Tokens.Count: 0, Option.Required: true, Implicit: true, Option: var o } } => $"{o.Name} is missing. '{path} --help' shows the usage.",
            { SymbolResult: OptionResult { Tokens.Count: 0, Option: var o } } => $"{o.Name} needs a value. '{path} --help' shows the usage.",
            { SymbolResult: OptionResult { Tokens: [.., var given], Option: var o } } when o.ValueType == typeof(int) && !int.TryParse(given.Value, out _) => $"{o.Name} {given.Value}: not a whole number.",
            var other => other.Message,
        };
    }

    /// <summary>An option or argument with the value <c>""</c>, which means nothing anywhere.</summary>
    private static string? Empty(ParseResult parsed)
    {
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
        {
            foreach (var child in command.Children.Where(c => c.Tokens.Any(t => t.Value.Length == 0)))
            {
                if (child is OptionResult option)
                    return option.Option.Name;
                if (child is ArgumentResult argument)
                    return argument.Argument.Name;
            }
        }

        return null;
    }

    /// <summary>An unknown option that was taken for an argument.</summary>
    private static string? Misread(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value).FirstOrDefault(LooksLikeOption);

    private static bool LooksLikeOption(string token) => token is ['-', _, ..] && !char.IsAsciiDigit(token[1]);

    private static string Path(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent)
            names.Insert(0, command.Command is RootCommand ? "pipeline" : command.Command.Name);
        return string.Join(' ', names);
    }

    private static IEnumerable<string> Options(CommandResult result)
    {
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent)
        {
            foreach (var option in command.Command.Options.Where(o => !o.Hidden && (o.Recursive || at == result)))
                yield return option.Name;
        }
    }
}
