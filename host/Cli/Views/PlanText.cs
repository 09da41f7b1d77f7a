using System.Globalization;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Views;

/// <summary>A plan as text: for every command a comment line that says where, then lines to copy into a shell there.</summary>
internal static class PlanText
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(RunPlan plan)
    {
        yield return $"# {plan.Workflow}: what would be done. Nothing was executed.";
        foreach (var warning in plan.Warnings)
            yield return $"# Note: {warning}";
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            yield return "";
            yield return string.Create(CultureInfo.InvariantCulture, $"# {i + 1}. {plan.Steps[i].Name} -> {plan.Steps[i].Outcome}");
            foreach (var line in plan.Steps[i].Commands.SelectMany(Command))
                yield return line;
        }
    }

    private static IEnumerable<string> Command(PlannedCommand command)
    {
        yield return command.Container is null ? $"# on {command.Node}" : $"# on {command.Node}, in container {command.Container}";
        if (command.WorkingDirectory is { } folder)
            yield return $"cd {ShellQuote.Word(folder)}";
        foreach (var (name, value) in command.Environment)
            yield return $"export {name}={ShellQuote.Word(value)}";
        foreach (var line in command.Script.TrimEnd('\n').Split('\n'))
            yield return line;
    }
}
