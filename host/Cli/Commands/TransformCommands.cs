using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Measurements;
using Pipeline.Host.Cli.Views;

namespace Pipeline.Host.Cli.Commands;

/// <summary>The three transforms.</summary>
internal static class TransformCommands
{
    /// <summary><c>unify</c>, step 5.</summary>
    public static Command Unify(CommandFactory factory)
    {
        var (source, output, config) = (Source(), Output(), QuantizeConfig());
        var (baseName, world) = (Base(), WorldSize());
        var ranks = new Option<int>("-r", "--rank") { Description = "Ranks of the result, a factor of those there are", HelpName = "N", Required = true };
        var experts = new Option<bool>("-u", "--use_expert_paral") { Description = "Measured with expert parallelism: join the experts" };
        var skip = new Option<bool>("-s", "--skip_unify_scales") { Description = "Leave the scale files out" };
        var all = new Option<int?>("--model-experts") { Description = "Experts a layer of the whole model, to check -u against", HelpName = "N" };
        return factory.Make("unify", "Unify the measurements of many ranks to fewer (step 5)", [source, ranks, output, experts, skip, all, baseName, world, config], (context, cancellationToken) =>
            Done(context, context.Services.Measurements().Unify(
                new UnifyOptions(
                    Folder(context, source), Folder(context, output), context.Parsed.GetValue(ranks),
                    context.Parsed.GetValue(experts), context.Parsed.GetValue(skip), File(context, config))
                {
                    Set = new(context.Parsed.GetValue(baseName), context.Parsed.GetValue(world)),
                    ModelExperts = context.Parsed.GetValue(all),
                },
                cancellationToken)));
    }

    /// <summary><c>postprocess</c>, step 3.</summary>
    public static Command Postprocess(CommandFactory factory)
    {
        var (source, output, config) = (Source(), Output(), QuantizeConfig());
        var (baseName, world) = (Base(), WorldSize());
        var deepSeek = new Option<bool>("-d", "--deepseek") { Description = "The model has multi-head latent attention" };
        return factory.Make("postprocess", "Let attention use the ranges of the caches (step 3)", [source, output, deepSeek, baseName, world, config], (context, cancellationToken) =>
            Done(context, context.Services.Measurements().Postprocess(
                new PostprocessOptions(Folder(context, source), Folder(context, output), context.Parsed.GetValue(deepSeek), File(context, config))
                {
                    Set = new(context.Parsed.GetValue(baseName), context.Parsed.GetValue(world)),
                },
                cancellationToken)));
    }

    /// <summary><c>expand</c>, step 6.</summary>
    public static Command Expand(CommandFactory factory)
    {
        var (source, output, config) = (Source(), Output(), QuantizeConfig());
        var baseName = Base();
        var ranks = new Option<int>("-w", "--target_world_size") { Description = "Ranks of the result", HelpName = "N", Required = true };
        return factory.Make("expand", "Spread the measurements of one rank over many (step 6)", [source, output, ranks, baseName, config], (context, cancellationToken) =>
            Done(context, context.Services.Measurements().Expand(
                new ExpandOptions(Folder(context, source), Folder(context, output), context.Parsed.GetValue(ranks), File(context, config)) { Set = new(context.Parsed.GetValue(baseName)) },
                cancellationToken)));
    }

    private static Option<string> Source() => new("-m", "--measurements") { Description = "Folder of the measurements", HelpName = "DIR", Required = true };

    private static Option<string> Output() => new("-o", "--out") { Description = "Folder of the result", HelpName = "DIR", DefaultValueFactory = _ => "." };

    private static Option<string?> QuantizeConfig() => new("--quantize-config") { Description = "Config of the source; the result gets a copy that points to it", HelpName = "FILE" };

    private static Option<string?> Base() => new("--base") { Description = "Base of the file names, where the folder holds several sets", HelpName = "NAME" };

    private static Option<int?> WorldSize() => new("--world-size") { Description = "Ranks of the source, where the folder holds several sets", HelpName = "N" };

    private static string Folder(CommandContext context, Option<string> option) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(context.Parsed.GetValue(option)!));

    private static string? File(CommandContext context, Option<string?> option) => context.Parsed.GetValue(option) is { } file ? Path.GetFullPath(file) : null;

    private static Task<int> Done(CommandContext context, TransformResult result)
    {
        if (context.Json)
        {
            context.Object(new JsonObject
            {
                ["folder"] = result.Folder,
                ["files"] = Json.Words(result.Files),
                ["quantConfig"] = result.QuantizeConfig,
                ["notes"] = Json.Words(result.Notes),
            });
            return Task.FromResult(ExitCodes.Success);
        }

        context.Lines(result.Notes.Select(n => $"Note: {n}"));
        context.Lines(string.Create(CultureInfo.InvariantCulture, $"Wrote {result.Files.Count} files to {result.Folder}"));
        if (result.QuantizeConfig is not null)
            context.Lines($"Quantize config: {result.QuantizeConfig}");
        return Task.FromResult(ExitCodes.Success);
    }
}
