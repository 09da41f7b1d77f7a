using System.CommandLine;
using Pipeline.Host.Cli.Commands;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Parsing;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli;

/// <summary>The command line: parses, runs the command, and turns every failure into one clear message and an exit code.</summary>
internal static class CliApp
{
    /// <summary>Runs the program.</summary>
    public static async Task<int> RunAsync(string[] args, CliServices services, CliConsole console)
    {
        var options = new CommonOptions();
        var parsed = Root(options, services, console).Parse(args);
        if (parsed.Action is null or { Terminating: false } && UsageFaults.Of(parsed) is { } fault)
            return Refuse(console, args.Contains("--json"), [fault]);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = console.Out, Error = console.Error });
        }
        catch (InputException e)
        {
            return Refuse(console, parsed.GetValue(options.Json), e.Faults);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(console, parsed.GetValue(options.Json), [e.Message]);
        }
        catch (Exception e)
        {
            var log = await DetailsAsync(options.Session(parsed).DataFolder, e, services.Clock);
            await console.Error.WriteLineAsync($"pipeline: unexpected failure: {e.Message} Details are in {log}.");
            return ExitCodes.Failure;
        }
    }

    /// <summary>The command tree.</summary>
    public static RootCommand Root(CommonOptions options, CliServices services, CliConsole console)
    {
        var root = new RootCommand("FP8 calibration of vLLM on Intel Gaudi as workflows that retry, branch and survive crashes.")
        {
            options.Json, options.Data, options.Config,
        };
        root.Add(DemoCommand.Create(options, services, console));
        root.Add(RunCommand.Create(options, services, console));
        root.Add(PlanCommand.Create(options, services, console));
        root.Add(ListCommands.Runs(options, services, console));
        root.Add(ListCommands.Show(options, services, console));
        root.Add(LogsCommand.Create(options, services, console));
        root.Add(RetryCommand.Create(options, services, console));
        root.Add(CancelCommand.Create(options, services, console));
        root.Add(ListCommands.Nodes(options, services, console));
        root.Add(SimulateCommand.Create(services, console));
        root.Add(MeasurementsCommand.Create(options, services, console));
        return root;
    }

    private static int Refuse(CliConsole console, bool json, IReadOnlyList<string> faults)
    {
        foreach (var fault in faults)
            console.Error.WriteLine($"pipeline: {fault}");
        if (json)
            console.Out.WriteLine(Json.Line(new System.Text.Json.Nodes.JsonObject { ["error"] = Json.Words(faults) }));
        return ExitCodes.Usage;
    }

    private static async Task<string> DetailsAsync(string folder, Exception e, TimeProvider clock)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "pipeline.log");
        await File.AppendAllTextAsync(file, $"{clock.GetUtcNow():u} {e}{Environment.NewLine}");
        return file;
    }
}
