using System.CommandLine;
using Pipeline.Activities.Measurements.Inspection;
using Pipeline.Host.Cli.Measurements;
using Pipeline.Host.Cli.Views;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>measurements inspect</c>.</summary>
internal static class InspectCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the measurements" };
        return factory.Make("inspect", "Show what a folder of measurements holds", [folder], (context, cancellationToken) =>
        {
            var path = Path.GetFullPath(context.Parsed.GetValue(folder)!);
            var inspection = MeasurementInput.Guard(() => Inspect.Run(path, cancellationToken));
            if (context.Json)
                context.Object(InspectionJson.Of(inspection));
            else
                InspectionText.Write(context.Console.Ansi, inspection);
            return Task.FromResult(ExitCodes.Success);
        });
    }
}
