using System.CommandLine;
using System.Text.Json.Nodes;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>measurements device</c>: exit code 1 when it is not the expected one.</summary>
internal static class DeviceCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
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
}
