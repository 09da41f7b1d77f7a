using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Activities.SetOutput;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Pipeline.Workflows;

/// <summary>Makes variables the run's outputs.</summary>
internal static class RunOutputs
{
    public static Sequence Of(params IEnumerable<(string Name, Variable Value)> outputs) => new()
    {
        Name = "Outputs",
        Activities = [.. outputs.Select(IActivity (o) => new SetOutput { OutputName = new(o.Name), OutputValue = new(o.Value) })],
    };
}
