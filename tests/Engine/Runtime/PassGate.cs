using Elsa.Workflows;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Runtime;

/// <summary>Says that it begins, waits at the gate, says its name.</summary>
internal sealed class PassGate(string name) : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var trace = context.GetRequiredService<Trace>();
        trace.Add($"{name}-begins");
        await context.GetRequiredService<Gate>().PassAsync(context.CancellationToken);
        trace.Add(name);
    }
}
