using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Detached;
using Pipeline.Host.Cli.Parsing;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>run</c>: starts a pipeline, here or in a process of its own, or takes up what was interrupted.</summary>
internal static class RunCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var workflow = new Argument<string?>("WORKFLOW") { Description = "A pipeline, e.g. MultiNodeCalibration, or the id or name of a published definition", Arity = ArgumentArity.ZeroOrOne };
        var set = CommonOptions.Set();
        var detach = new Option<bool>("--detach") { Description = "Start it in the background and return" };
        var resume = new Option<bool>("--resume") { Description = "Take up every run that no process drives" };
        var announce = new Option<string?>(DetachedHost.AnnounceOption) { Hidden = true };
        return factory.Make("run", "Run a pipeline", [workflow, set, detach, resume, announce], (context, cancellationToken) =>
        {
            var name = context.Parsed.GetValue(workflow);
            var words = context.Parsed.GetValue(set) ?? [];
            if (context.Parsed.GetValue(resume))
                return name is null && words.Length == 0 && !context.Parsed.GetValue(detach)
                    ? ResumeAsync(context, cancellationToken)
                    : throw new InputException("--resume takes up runs as they are: leave WORKFLOW, --set and --detach out.");
            if (name is null)
                throw new InputException("WORKFLOW is missing: 'pipeline run WORKFLOW --set name=value …', or 'pipeline run --resume'.");
            return context.Parsed.GetValue(detach)
                ? DetachAsync(context, name, words, cancellationToken)
                : StartAsync(context, name, words, context.Parsed.GetValue(announce), cancellationToken);
        });
    }

    private static async Task<int> StartAsync(CommandContext context, string workflow, string[] words, string? announce, CancellationToken cancellationToken)
    {
        var set = Settings.Read(words);
        await using var session = await context.OpenAsync(cancellationToken);
        var run = await session.Runs.StartAsync(workflow, set, cancellationToken);
        if (announce is not null)
            DetachedHost.Announce(announce, run);
        return await Watch.OneAsync(context, session.Runs, run, cancellationToken);
    }

    private static async Task<int> ResumeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenAsync(cancellationToken);
        var runs = await session.Runs.ResumeAsync(cancellationToken);
        if (runs.Count > 0)
            return await Watch.AllAsync(context, session.Runs, runs, cancellationToken);
        if (context.Json)
            context.Object(new JsonObject { ["runs"] = new JsonArray() });
        else
            context.Lines("There is nothing to resume.");
        return ExitCodes.Success;
    }

    private static async Task<int> DetachAsync(CommandContext context, string workflow, string[] words, CancellationToken cancellationToken)
    {
        var set = Settings.Read(words);
        if (await HandOverAsync(context, workflow, set, cancellationToken))
            return ExitCodes.Success;
        string[] arguments =
        [
            "run", workflow, .. words.SelectMany(w => (string[])["--set", w]), "--json", "--data", context.Data,
            .. context.Config is { } file ? ["--config", Path.GetFullPath(file)] : Array.Empty<string>(),
        ];
        var started = await new DetachedHost(context.Services.HostCommand, context.Data, context.Services.Clock).StartAsync(arguments, cancellationToken);
        if (context.Json)
            context.Object(new JsonObject { ["run"] = started.Run, ["workflow"] = workflow, ["status"] = "Started", ["log"] = started.Log, ["process"] = started.Process });
        else
            context.Lines([$"Started {workflow}, run {started.Run}, in process {started.Process}; its log is {started.Log}", .. NextCommands(context, started.Run)]);
        return ExitCodes.Success;
    }

    /// <summary>Leaves the run to the host that serves the data folder, if one does.</summary>
    private static async Task<bool> HandOverAsync(CommandContext context, string workflow, IReadOnlyDictionary<string, string> set, CancellationToken cancellationToken)
    {
        if (!new ServeLock(context.Data).IsTaken())
            return false;
        await using var session = await context.OpenAsync(cancellationToken);
        var run = await session.Runs.QueueAsync(workflow, set, cancellationToken);
        if (context.Json)
            context.Object(new JsonObject { ["run"] = run, ["workflow"] = workflow, ["status"] = "Started" });
        else
            context.Lines([$"Handed {workflow}, run {run}, to the host that serves {context.Data}", .. NextCommands(context, run)]);
        return true;
    }

    private static IEnumerable<string> NextCommands(CommandContext context, string run) =>
    [
        $"  watch:  pipeline logs {run} --follow{context.Suffix}",
        $"  steps:  pipeline show {run}{context.Suffix}",
        $"  cancel: pipeline cancel {run}{context.Suffix}",
    ];
}
