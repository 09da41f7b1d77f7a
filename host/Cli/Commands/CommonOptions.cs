using System.CommandLine;
using System.Globalization;

namespace Pipeline.Host.Cli.Commands;

/// <summary>The options of every command, and those of several.</summary>
internal static class CommonOptions
{
    /// <summary>The folder when <c>--data</c> is not given.</summary>
    public const string DefaultData = "./.pipeline";

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON for machines", Recursive = true };

    /// <summary><c>--data</c>.</summary>
    public static Option<string> Data() => new("--data")
    {
        Description = "Folder of database, simulated nodes and workspace",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => DefaultData,
    };

    /// <summary><c>--config</c>.</summary>
    public static Option<string?> Config() => new("--config") { Description = "Settings file (nodes, steps) on top of appsettings.json", HelpName = "FILE", Recursive = true };

    /// <summary><c>--set</c>.</summary>
    public static Option<string[]> Set() => new("--set")
    {
        Description = "An input of the pipeline; can be given many times",
        HelpName = "name=value",
        DefaultValueFactory = _ => [],
    };

    /// <summary><c>--limit</c>.</summary>
    public static Option<int> Limit(string description, int otherwise)
    {
        var limit = new Option<int>("--limit") { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number < 1)
                result.AddError($"--limit {number}: give 1 or more.");
        });
        return limit;
    }

    /// <summary>A run as argument.</summary>
    public static Argument<string> Run() => new("RUN") { Description = "Id of the run, or the beginning of one" };
}
