using System.Text.Json.Nodes;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Views;

/// <summary>A plan for machines.</summary>
internal static class PlanJson
{
    /// <summary>The whole plan.</summary>
    public static JsonObject Of(RunPlan plan) => new()
    {
        ["workflow"] = plan.Workflow,
        ["warnings"] = Json.Words(plan.Warnings),
        ["steps"] = new JsonArray([.. plan.Steps.Select(s => new JsonObject
        {
            ["name"] = s.Name,
            ["outcome"] = s.Outcome,
            ["commands"] = new JsonArray([.. s.Commands.Select(Command)]),
        })]),
    };

    private static JsonObject Command(PlannedCommand command) => new()
    {
        ["node"] = command.Node,
        ["container"] = command.Container,
        ["environment"] = Json.Texts(command.Environment),
        ["workingDirectory"] = command.WorkingDirectory,
        ["script"] = command.Script,
    };
}
