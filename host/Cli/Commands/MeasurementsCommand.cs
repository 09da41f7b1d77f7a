using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Measurements;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>measurements</c>: the native transforms, with the official scripts' options.</summary>
internal static class MeasurementsCommand
{
    private static Option<string> Source() => new("-m", "--measurements") { Description = "Folder of the measurement files.", HelpName = "DIR", Required = true };

    private static Option<string> Output() => new("-o", "--out") { Description = "Folder of the result; may be the source's.", HelpName = "DIR", Required = true };

    private static Option<string> Config() => new("--quantize-config") { Description = "The source's quantization config: the result gets a copy that points to it.", HelpName = "FILE" };

    public static Command Create(CommonOptions options, CliServices services, CliConsole console) => new("measurements", "Unify, postprocess, expand and check FP8 measurement files, without Python.")
    {
        Unify(options, services, console), Postprocess(options, services, console), Expand(options, services, console),
        Verify(options, services, console), Inspect(options, services, console), Device(services, console),
    };

    private static Command Unify(CommonOptions options, CliServices services, CliConsole console)
    {
        Option<string> source = Source(), output = Output(), config = Config();
        var ranks = new Option<int>("-r", "--rank") { Description = "Ranks of the result, a factor of the ranks there are.", HelpName = "N", Required = true };
        var experts = new Option<bool>("-u", "--use_expert_paral") { Description = "Measured with expert parallelism: join the experts of different ranks." };
        var skip = new Option<bool>("-s", "--skip_unify_scales") { Description = "Leave the scale files out; they are calculated again at loading." };
        var command = new Command("unify", "Unify the measurements of many ranks to fewer (step 5).") { source, output, ranks, experts, skip, config };
        command.SetAction((parsed, token) => TransformAsync(parsed, options, console, () => services.Measurements().Unify(
            new UnifyOptions(parsed.GetRequiredValue(source), parsed.GetRequiredValue(output), parsed.GetValue(ranks), parsed.GetValue(experts), parsed.GetValue(skip), parsed.GetValue(config)), token)));
        return command;
    }

    private static Command Postprocess(CommonOptions options, CliServices services, CliConsole console)
    {
        Option<string> source = Source(), output = Output(), config = Config();
        var deepSeek = new Option<bool>("-d", "--deepseek") { Description = "The model has multi-head latent attention." };
        var command = new Command("postprocess", "Make the attention matmuls use the caches' ranges (step 3).") { source, output, deepSeek, config };
        command.SetAction((parsed, token) => TransformAsync(parsed, options, console, () => services.Measurements().Postprocess(
            new PostprocessOptions(parsed.GetRequiredValue(source), parsed.GetRequiredValue(output), parsed.GetValue(deepSeek), parsed.GetValue(config)), token)));
        return command;
    }

    private static Command Expand(CommonOptions options, CliServices services, CliConsole console)
    {
        Option<string> source = Source(), output = Output(), config = Config();
        var ranks = new Option<int>("-w", "--target_world_size") { Description = "Ranks of the result.", HelpName = "N", Required = true };
        var command = new Command("expand", "Expand one rank's measurements to many (step 6).") { source, output, ranks, config };
        command.SetAction((parsed, token) => TransformAsync(parsed, options, console, () => services.Measurements().Expand(
            new ExpandOptions(parsed.GetRequiredValue(source), parsed.GetRequiredValue(output), parsed.GetValue(ranks), parsed.GetValue(config)), token)));
        return command;
    }

    private static Command Verify(CommonOptions options, CliServices services, CliConsole console)
    {
        var folder = Folder();
        var command = new Command("verify", "Check a folder: all ranks there, JSON and NPZ equal, plausible values, hashes.") { folder };
        command.SetAction(async (parsed, token) =>
        {
            var faults = await Task.Run(() => services.Measurements().Verify(parsed.GetRequiredValue(folder), token), token);
            if (parsed.GetValue(options.Json))
                await console.Out.WriteLineAsync(Json.Line(new JsonObject { ["sound"] = faults.Count == 0, ["faults"] = Json.Words(faults) }));
            else
                foreach (var line in faults.DefaultIfEmpty($"{parsed.GetRequiredValue(folder)} is complete and sound."))
                    await console.Out.WriteLineAsync(line);
            return faults.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static Command Inspect(CommonOptions options, CliServices services, CliConsole console)
    {
        var folder = Folder();
        var command = new Command("inspect", "Tell what a folder of measurements holds.") { folder };
        command.SetAction(async (parsed, token) =>
        {
            var facts = await Task.Run(() => services.Measurements().Inspect(parsed.GetRequiredValue(folder), token), token);
            if (parsed.GetValue(options.Json))
                await console.Out.WriteLineAsync(Json.Line(Json.Texts(facts)));
            else
                foreach (var (name, value) in facts)
                    await console.Out.WriteLineAsync($"{name}: {value}");
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Device(CliServices services, CliConsole console)
    {
        var config = new Argument<string>("FILE") { Description = "A quantization config." };
        var expected = new Option<string>("--expect") { Description = "Refuse another device type than this: gaudi2 or gaudi3.", HelpName = "DEVICE" };
        var command = new Command("device", "Tell on which device type the measurements of a quantization config were made.") { config, expected };
        command.SetAction(parsed =>
        {
            var device = services.Measurements().DeviceOf(parsed.GetRequiredValue(config));
            if (parsed.GetValue(expected) is { } wanted && wanted != device)
                throw new InputException($"The measurements of {parsed.GetRequiredValue(config)} were made on {device}, not on {wanted}: their scales would cost accuracy there without any error.");
            console.Out.WriteLine(device);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Argument<string> Folder() => new("DIR") { Description = "Folder of the measurement files." };

    private static async Task<int> TransformAsync(ParseResult parsed, CommonOptions options, CliConsole console, Func<TransformResult> transform)
    {
        var result = await Task.Run(transform);
        foreach (var note in result.Notes)
            await console.Error.WriteLineAsync($"note: {note}");
        await console.Out.WriteLineAsync(parsed.GetValue(options.Json)
            ? Json.Line(new JsonObject { ["folder"] = result.Folder, ["files"] = Json.Words(result.Files), ["quantizeConfig"] = result.QuantizeConfig, ["notes"] = Json.Words(result.Notes) })
            : $"{result.Files.Count} files in {result.Folder}{(result.QuantizeConfig is { } config ? $"; quantization config {config}" : "")}");
        return ExitCodes.Success;
    }
}
