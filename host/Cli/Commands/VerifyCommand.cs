using System.CommandLine;
using Pipeline.Activities.Measurements.Verification;
using Pipeline.Host.Cli.Measurements;
using Pipeline.Host.Cli.Views;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>measurements verify</c>: exit code 1 when something forbids serving.</summary>
internal static class VerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the measurements" };
        return factory.Make("verify", "Check that measurements are complete, consistent and plausible", [folder], async (context, cancellationToken) =>
        {
            var path = Path.GetFullPath(context.Parsed.GetValue(folder)!);
            var report = await MeasurementInput.Guard(() => Verify.RunAsync(path, null, cancellationToken));
            if (context.Json)
                context.Object(FindingViews.Json(report));
            else
                context.Lines(FindingViews.Text(report, context.Console.Width));
            return report.IsUsable ? ExitCodes.Success : ExitCodes.Failure;
        });
    }
}
