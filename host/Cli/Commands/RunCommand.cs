using System.CommandLine;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Detached;
using Pipeline.Host.Cli.Parsing;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Cli.Watching;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>run</c>: starts a pipeline, or takes up what a dead process left.</summary>
internal static class RunCommand
{
    public static Command Create(CommonOptions options, CliServices services, CliConsole console)
    {
        var workflow = new Argument<string?>("WORKFLOW") { Description = "The pipeline, e.g. MultiNodeCalibration.", Arity = ArgumentArity.ZeroOrOne };
        var set = SetOption();
        var detach = new Option<bool>("--detach") { Description = "Start it in the background and print its id." };
        var resume = new Option<bool>("--resume") { Description = "Take up every run that no process drives." };
        var announce = new Option<string>("--announce") { Hidden = true };
        var command = new Command("run", "Start a pipeline and watch it; or take up runs with --resume.") { workflow, set, detach, resume, announce };
        command.SetAction(async parsed =>
        {
            if (parsed.GetValue(resume))
                return await ResumeAsync(parsed, options, services, console);
            var name = parsed.GetValue(workflow) ?? throw new InputException("Name a pipeline, e.g. 'pipeline run MultiNodeCalibration --set …', or give --resume.");
            var values = Settings.Read(parsed.GetValue(set) ?? []);
            if (parsed.GetValue(detach))
                return await BackgroundRun.StartAsync(options.Session(parsed), name, values, services, console, parsed.GetValue(options.Json), options.Suffix(parsed));
            await using var host = await services.Sessions.OpenAsync(options.Session(parsed));
            var run = await host.Runs.StartAsync(name, values);
            if (parsed.GetValue(announce) is { } file)
                await BackgroundRun.AnnounceAsync(file, run);
            return await new RunWatch(host, console, parsed.GetValue(options.Json), options.Suffix(parsed), services.Clock).WatchAsync(run);
        });
        return command;
    }

    /// <summary>The option that <c>run</c> and <c>plan</c> share.</summary>
    public static Option<string[]> SetOption() => new("--set") { Description = "An input of the pipeline. May be repeated.", HelpName = "name=value" };

    private static async Task<int> ResumeAsync(ParseResult parsed, CommonOptions options, CliServices services, CliConsole console)
    {
        await using var host = await services.Sessions.OpenAsync(options.Session(parsed));
        var taken = await host.Runs.ResumeAsync();
        var json = parsed.GetValue(options.Json);
        if (taken.Count == 0)
        {
            await console.Out.WriteLineAsync(json ? Json.Line(new System.Text.Json.Nodes.JsonObject { ["runs"] = Json.Words([]) }) : "There is no run to take up.");
            return ExitCodes.Success;
        }

        var code = ExitCodes.Success;
        foreach (var run in taken)
            code = Math.Max(code, await new RunWatch(host, console, json, options.Suffix(parsed), services.Clock).WatchAsync(run));
        return code;
    }
}
