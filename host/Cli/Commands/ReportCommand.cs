using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Activities.Measurements.Reporting;
using Pipeline.Host.Cli.Measurements;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>measurements report</c>.</summary>
internal static class ReportCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the measurements" };
        var output = new Option<string>("-o", "--out") { Description = "The page", HelpName = "FILE.html", Required = true };
        var world = new Option<int?>("--world-size") { Description = "Ranks of the set, where the folder holds several [default: the most]", HelpName = "N" };
        return factory.Make("report", "Write one page of charts: maxima, ranks, outliers, experts", [folder, output, world], async (context, cancellationToken) =>
        {
            var source = Path.GetFullPath(context.Parsed.GetValue(folder)!);
            var page = Path.GetFullPath(context.Parsed.GetValue(output)!);
            await MeasurementInput.Guard(() => Report.WriteAsync(source, page, context.Parsed.GetValue(world), context.Now, cancellationToken));
            if (context.Json)
                context.Object(new JsonObject { ["folder"] = source, ["report"] = page, ["bytes"] = new FileInfo(page).Length });
            else
                context.Lines($"Wrote {page}");
            return ExitCodes.Success;
        });
    }
}
