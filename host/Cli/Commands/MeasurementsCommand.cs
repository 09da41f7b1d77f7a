using System.CommandLine;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>measurements</c>: the native transforms and checks, with the options of the official scripts.</summary>
internal static class MeasurementsCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory) => CommandFactory.Group(
        "measurements",
        "Transform and check FP8 measurement files",
        TransformCommands.Unify(factory),
        TransformCommands.Postprocess(factory),
        TransformCommands.Expand(factory),
        CheckCommands.Verify(factory),
        CheckCommands.Inspect(factory),
        CheckCommands.Device(factory));
}
