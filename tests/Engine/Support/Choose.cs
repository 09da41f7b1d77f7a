using Elsa.Workflows;

namespace Pipeline.Tests.Engine.Support;

/// <summary>Says its name and completes with outcomes.</summary>
internal sealed class Choose(string name, params string[] outcomes) : Activity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.GetRequiredService<Trace>().Add(name);
        await context.CompleteActivityWithOutcomesAsync(outcomes);
    }
}
