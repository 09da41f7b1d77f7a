using System.Runtime.CompilerServices;
using Elsa.Workflows.Signals;

namespace Elsa.Workflows.Activities;

/// <summary>Ends the nearest loop; in ParallelForEach, its own iteration only.</summary>
[Activity("Elsa", "Looping", "Break out of a loop.")]
public class Break : CodeActivity, ITerminalNode
{
    public Break([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.GetAncestors().Any(ancestor => ancestor.Activity is ILoop))
            await context.CompleteQuietlyAsync();
        await context.SendSignalAsync(new BreakSignal());
    }
}
