using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Commands;

/// <summary>One invocation of a command.</summary>
/// <param name="Services">The rest of the host.</param>
/// <param name="Console">Where to write.</param>
/// <param name="Parsed">What was given.</param>
internal sealed record CommandContext(CliServices Services, CliConsole Console, ParseResult Parsed)
{
    /// <summary>Whether machines read the output.</summary>
    public bool Json => Parsed.GetValue<bool>("--json");

    /// <summary>The data folder, absolute.</summary>
    public string Data => Path.GetFullPath(GivenData);

    /// <summary>What must be added to other commands for them to find the same runs.</summary>
    public string Suffix => (GivenData == CommonOptions.DefaultData ? "" : $" --data {ShellQuote.Word(GivenData)}")
        + (Config is { } file ? $" --config {ShellQuote.Word(file)}" : "");

    /// <summary>The settings file as given; null when none was.</summary>
    public string? Config => Parsed.GetValue<string?>("--config");

    /// <summary>The present.</summary>
    public DateTimeOffset Now => Services.Clock.GetUtcNow();

    private string GivenData => Parsed.GetValue<string>("--data") ?? CommonOptions.DefaultData;

    /// <summary>Opens the data folder.</summary>
    public Task<IHostSession> OpenAsync(CancellationToken cancellationToken, DemoNodes? demo = null) =>
        Services.Sessions.OpenAsync(Options with { Demo = demo }, cancellationToken);

    /// <summary>Where to work.</summary>
    /// <exception cref="InputException">The settings file does not exist.</exception>
    public SessionOptions Options => Config is { } file && !File.Exists(file)
        ? throw new InputException($"--config {file}: there is no such file.")
        : new SessionOptions(Data) { ConfigFile = Config is null ? null : Path.GetFullPath(Config) };

    /// <summary>Prints lines for people.</summary>
    public void Lines(params IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Console.Out.WriteLine(line);
    }

    /// <summary>Prints one line of JSON.</summary>
    public void Object(JsonNode node) => Console.Out.WriteLine(Views.Json.Line(node));

    /// <summary>The run, or the fault that there is none.</summary>
    public static async Task<RunView> RequireAsync(IRuns runs, string run, CancellationToken cancellationToken) =>
        await runs.FindAsync(run, cancellationToken) ?? throw new InputException($"There is no run '{run}'. 'pipeline runs' lists those there are.");
}
