using System.CommandLine;
using Pipeline.Activities.Measurements.Comparison;
using Pipeline.Host.Cli.Measurements;
using Pipeline.Host.Cli.Views;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>measurements diff</c>: exit code 1 when the two differ.</summary>
internal static class DiffCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var first = new Argument<string>("A") { Description = "Folder of measurements, or one file" };
        var second = new Argument<string>("B") { Description = "What to compare it with" };
        var tolerance = new Option<double>("--tolerance") { Description = "Relative difference that counts as equal, e.g. 0.01 [default: 0]", HelpName = "T" };
        return factory.Make("diff", "Show which nodes and tensors of two sets differ", [first, second, tolerance], (context, cancellationToken) =>
        {
            string PathOf(Argument<string> side) => Path.GetFullPath(context.Parsed.GetValue(side)!);
            var report = MeasurementInput.Guard(() => Compare.Run(PathOf(first), PathOf(second), context.Parsed.GetValue(tolerance), cancellationToken));
            if (context.Json)
                context.Object(DifferenceViews.Json(report));
            else
                DifferenceViews.Write(context.Console.Ansi, report);
            return Task.FromResult(report.AreEqual ? ExitCodes.Success : ExitCodes.Failure);
        });
    }
}
