using Elsa.Extensions;
using Elsa.Workflows;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Runtime;

/// <summary>Suspends; when resumed, waits at the gate and says the word it was resumed with.</summary>
internal sealed class GatedHold : Activity
{
    protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark(OnResumedAsync);

    private async ValueTask OnResumedAsync(ActivityExecutionContext context)
    {
        await context.GetRequiredService<Gate>().PassAsync(context.CancellationToken);
        context.GetRequiredService<Trace>().Add(context.GetWorkflowInput<string>("word")!);
        await context.CompleteActivityAsync();
    }
}
