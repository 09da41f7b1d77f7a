using System.CommandLine;
using Pipeline.Host.Cli.Parsing;
using Pipeline.Host.Cli.Views;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>plan</c>: every command of a run, nothing executed.</summary>
internal static class PlanCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var workflow = new Argument<string>("WORKFLOW") { Description = "A pipeline, e.g. MultiNodeCalibration, or the id or name of a published definition" };
        var set = CommonOptions.Set();
        return factory.Make("plan", "Print every command that a run would execute", [workflow, set], async (context, cancellationToken) =>
        {
            var inputs = Settings.Read(context.Parsed.GetValue(set) ?? []);
            await using var session = await context.OpenAsync(cancellationToken);
            var plan = await session.Runs.PlanAsync(context.Parsed.GetValue(workflow)!, inputs, cancellationToken);
            if (context.Json)
                context.Object(PlanJson.Of(plan));
            else
                context.Lines(PlanText.Lines(plan));
            return ExitCodes.Success;
        });
    }
}
