using System.Runtime.CompilerServices;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its body for all items side by side.</summary>
[Activity("Elsa", "Looping", "Schedule an activity for each item in parallel.")]
public class ParallelForEach : ParallelForEach<object>
{
    public ParallelForEach([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }
}
