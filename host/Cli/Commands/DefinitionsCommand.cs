using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Engine.Definitions;
using Pipeline.Host.Cli.Definitions;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>definitions</c>: the workflow definitions, designed ones and those of the product.</summary>
internal static class DefinitionsCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory) =>
        CommandFactory.Group("definitions", "Manage workflow definitions", List(factory), Export(factory), Import(factory), Validate(factory), Publish(factory));

    private static Command List(CommandFactory factory) => factory.Make("list", "List the definitions", [], async (context, cancellationToken) =>
    {
        await using var session = await context.OpenAsync(cancellationToken);
        var definitions = await session.Definitions.ListAsync(new VersionChoice(VersionRule.LatestOrPublished), cancellationToken);
        if (context.Json)
            context.Object(new JsonObject { ["definitions"] = new JsonArray([.. definitions.Select(DefinitionViews.Of)]) });
        else
            context.Console.Ansi.Write(DefinitionViews.Table(definitions));
        return ExitCodes.Success;
    });

    private static Command Export(CommandFactory factory)
    {
        var definition = new Argument<string>("DEFINITION") { Description = "Id of the definition, e.g. MultiNodeCalibration" };
        var version = new Option<int?>("--version") { Description = "The version; the latest when not given", HelpName = "N" };
        var output = new Option<string?>("--output") { Description = "The file to write; standard output when not given", HelpName = "FILE" };
        return factory.Make("export", "Write a definition as a file that the designer imports", [definition, version, output], async (context, cancellationToken) =>
        {
            await using var session = await context.OpenAsync(cancellationToken);
            var id = context.Parsed.GetValue(definition)!;
            var choice = context.Parsed.GetValue(version) is { } number ? VersionChoice.Of(number) : VersionChoice.Latest;
            var found = await session.Definitions.FindAsync(id, choice, cancellationToken) ?? throw DefinitionFaults.Missing(id, choice);
            var json = found.ToExport();
            if (context.Parsed.GetValue(output) is not { } file)
                context.Console.Out.Write(DefinitionFiles.Text(json));
            else
            {
                DefinitionFiles.Write(file, json);
                if (context.Json)
                    context.Object(new JsonObject { ["definition"] = id, ["version"] = found.Version, ["file"] = Path.GetFullPath(file) });
                else
                    context.Lines($"Wrote {id}, version {found.Version}, to {file}");
            }

            return ExitCodes.Success;
        });
    }

    private static Command Import(CommandFactory factory)
    {
        var file = File();
        var publish = new Option<bool>("--publish") { Description = "Publish it as well" };
        return factory.Make("import", "Store a definition from a file as a draft", [file, publish], async (context, cancellationToken) =>
        {
            var json = DefinitionFiles.Read(context.Parsed.GetValue(file)!);
            await using var session = await context.OpenAsync(cancellationToken);
            var stored = await DefinitionFaults.AsInput(() => session.Definitions.ImportAsync(json, cancellationToken));
            if (context.Parsed.GetValue(publish))
                stored = (await DefinitionFaults.AsInput(() => session.Definitions.PublishAsync(stored.DefinitionId, cancellationToken))).Version;
            if (context.Json)
                context.Object(DefinitionViews.Of(stored));
            else
                context.Lines($"Stored {stored.DefinitionId}, version {stored.Version}{(stored.IsPublished ? ", published" : $". Publish it: pipeline definitions publish {stored.DefinitionId}{context.Suffix}")}");
            return ExitCodes.Success;
        });
    }

    private static Command Validate(CommandFactory factory)
    {
        var file = File();
        return factory.Make("validate", "Tell everything that keeps a definition from running", [file], async (context, cancellationToken) =>
        {
            var json = DefinitionFiles.Read(context.Parsed.GetValue(file)!);
            await using var session = await context.OpenAsync(cancellationToken);
            var faults = session.Definitions.Validate(json);
            if (context.Json)
                context.Object(new JsonObject { ["valid"] = faults.Count == 0, ["faults"] = new JsonArray([.. faults.Select(f => new JsonObject { ["path"] = f.Path, ["message"] = f.Message })]) });
            else if (faults.Count == 0)
                context.Lines("The definition can run.");
            else
                throw new InputException([.. faults.Select(f => f.ToString())]);
            return faults.Count == 0 ? ExitCodes.Success : ExitCodes.Usage;
        });
    }

    private static Command Publish(CommandFactory factory)
    {
        var definition = new Argument<string>("DEFINITION") { Description = "Id of the definition" };
        return factory.Make("publish", "Make a definition's latest version the one that runs", [definition], async (context, cancellationToken) =>
        {
            await using var session = await context.OpenAsync(cancellationToken);
            var id = context.Parsed.GetValue(definition)!;
            var published = await DefinitionFaults.AsInput(() => session.Definitions.PublishAsync(id, cancellationToken));
            if (context.Json)
                context.Object(DefinitionViews.Of(published.Version));
            else
                context.Lines($"{id}, version {published.Version.Version}, {(published.AlreadyPublished ? "was published already" : "is published")}.");
            return ExitCodes.Success;
        });
    }

    private static Argument<string> File() => new("FILE") { Description = "The definition as JSON" };
}
