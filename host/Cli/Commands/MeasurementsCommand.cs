using System.CommandLine;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>measurements</c>: the native transforms and checks, with the options of the official scripts.</summary>
internal static class MeasurementsCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory) => CommandFactory.Group(
        "measurements",
        "Transform, check, compare and chart FP8 measurement files",
        TransformCommands.Unify(factory),
        TransformCommands.Postprocess(factory),
        TransformCommands.Expand(factory),
        VerifyCommand.Of(factory),
        InspectCommand.Of(factory),
        DiffCommand.Of(factory),
        ReportCommand.Of(factory),
        DeviceCommand.Of(factory));
}
