using Elsa.Workflows;

namespace Pipeline.Tests.Engine.Support;

/// <summary>Says its name; nothing comes after it.</summary>
internal sealed class Terminal(string name) : CodeActivity, ITerminalNode
{
    protected override void Execute(ActivityExecutionContext context) => context.GetRequiredService<Trace>().Add(name);
}
