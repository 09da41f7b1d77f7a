using Elsa.Workflows;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Runtime;

/// <summary>Fails unless the gate is open.</summary>
internal sealed class Unless(string condition) : CodeActivity
{
    protected override void Execute(ActivityExecutionContext context)
    {
        var open = context.GetRequiredService<Gate>().IsOpen;
        context.GetRequiredService<Trace>().Add(open ? "ok" : "FAIL");
        if (!open)
            throw new InvalidOperationException($"not {condition}");
    }
}
