using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Activities.SetOutput;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Pipeline.Workflows;

/// <summary>Declares a pipeline's outputs and makes variables their values.</summary>
internal static class RunOutputs
{
    public static Sequence Of(IWorkflowBuilder builder, params IReadOnlyList<(string Name, Variable Value)> outputs)
    {
        foreach (var (name, value) in outputs)
            builder.WithOutput(name, value.GetVariableType(), "");
        return new Sequence
        {
            Name = "Outputs",
            Activities = [.. outputs.Select(IActivity (o) => new SetOutput { OutputName = new(o.Name), OutputValue = new(o.Value) })],
        };
    }
}
