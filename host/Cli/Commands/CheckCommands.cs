using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Views;
using Spectre.Console;

namespace Pipeline.Host.Cli.Commands;

/// <summary>Commands that look at measurements and change nothing.</summary>
internal static class CheckCommands
{
    /// <summary><c>verify</c>: exit code 1 when something is wrong.</summary>
    public static Command Verify(CommandFactory factory)
    {
        var folder = Folder();
        return factory.Make("verify", "Check that measurements are complete, readable and plausible", [folder], (context, cancellationToken) =>
        {
            var path = Path.GetFullPath(context.Parsed.GetValue(folder)!);
            var findings = context.Services.Measurements().Verify(path, cancellationToken);
            if (context.Json)
                context.Object(new JsonObject { ["folder"] = path, ["sound"] = findings.Count == 0, ["findings"] = Json.Words(findings) });
            else
                context.Lines(findings.Count == 0 ? [$"{path}: sound"] : findings);
            return Task.FromResult(findings.Count == 0 ? ExitCodes.Success : ExitCodes.Failure);
        });
    }

    /// <summary><c>inspect</c>.</summary>
    public static Command Inspect(CommandFactory factory)
    {
        var folder = Folder();
        return factory.Make("inspect", "Show what a folder of measurements holds", [folder], (context, cancellationToken) =>
        {
            var facts = context.Services.Measurements().Inspect(Path.GetFullPath(context.Parsed.GetValue(folder)!), cancellationToken);
            if (context.Json)
            {
                context.Object(Json.Texts(facts));
                return Task.FromResult(ExitCodes.Success);
            }

            var table = Tables.Of("Fact", "Value");
            foreach (var (name, value) in facts)
                table.AddRow(Tables.Cells(name, value));
            context.Console.Ansi.Write(table);
            return Task.FromResult(ExitCodes.Success);
        });
    }

    /// <summary><c>device</c>: exit code 1 when it is not the expected one.</summary>
    public static Command Device(CommandFactory factory)
    {
        var config = new Argument<string>("CONFIG") { Description = "Quantization config" };
        var expected = new Option<string?>("--expect") { Description = "The type that will serve: gaudi2 or gaudi3", HelpName = "TYPE" };
        return factory.Make("device", "Tell the device type that measurements were made on", [config, expected], (context, _) =>
        {
            var file = Path.GetFullPath(context.Parsed.GetValue(config)!);
            var device = context.Services.Measurements().DeviceOf(file);
            var wanted = context.Parsed.GetValue(expected);
            var fits = wanted is null || device == wanted;
            if (context.Json)
                context.Object(new JsonObject { ["config"] = file, ["device"] = device, ["fits"] = fits });
            else
                context.Lines(fits ? device : $"{file}: measured on {device}; its scales must not be used on {wanted}.");
            return Task.FromResult(fits ? ExitCodes.Success : ExitCodes.Failure);
        });
    }

    private static Argument<string> Folder() => new("DIR") { Description = "Folder of the measurements" };
}
