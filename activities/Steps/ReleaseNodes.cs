using System.Runtime.CompilerServices;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>Gives the run's nodes back. Idempotent.</summary>
[Activity("Gaudi", "Gaudi", "Gives the run's nodes back to the pool.", DisplayName = "Release nodes")]
public class ReleaseNodes : CodeActivity
{
    /// <summary>Makes the activity.</summary>
    public ReleaseNodes([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.GetRequiredService<ILeases>().ReleaseAsync(context.WorkflowExecutionContext.Id, context.CancellationToken);
        await context.RecordAsync("Done", "nodes released");
    }
}
