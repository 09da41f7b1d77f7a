using System.CommandLine;
using Pipeline.Host.Cli.Sessions;

namespace Pipeline.Host.Cli.Commands;

/// <summary>The options that every command takes.</summary>
internal sealed class CommonOptions
{
    private const string DefaultData = "./.pipeline";

    /// <summary>Output for machines.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON for machines; the last line of standard output is one object.", Recursive = true };

    /// <summary>The data folder.</summary>
    public Option<string> Data { get; } = new("--data")
    {
        Description = $"Folder of database, simulated nodes and workspace. Default {DefaultData}",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>The settings file.</summary>
    public Option<string> Config { get; } = new("--config") { Description = "Settings (JSON) on top of appsettings.json, e.g. the nodes.", HelpName = "FILE", Recursive = true };

    /// <summary>Where the session works.</summary>
    public SessionOptions Session(ParseResult parsed, DemoNodes? demo = null) => new(Path.GetFullPath(parsed.GetValue(Data) ?? DefaultData))
    {
        ConfigFile = parsed.GetValue(Config) is { } file ? Path.GetFullPath(file) : null,
        Demo = demo,
    };

    /// <summary>What must be added to a command for it to find the same runs.</summary>
    public string Suffix(ParseResult parsed)
    {
        var data = parsed.GetValue(Data) is { } folder ? $" --data {Activities.Nodes.Shells.ShellQuote.Word(folder)}" : "";
        return parsed.GetValue(Config) is { } file ? $"{data} --config {Activities.Nodes.Shells.ShellQuote.Word(file)}" : data;
    }
}
