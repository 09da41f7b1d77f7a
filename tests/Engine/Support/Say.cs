using Elsa.Workflows;

namespace Pipeline.Tests.Engine.Support;

/// <summary>Writes its text to the trace.</summary>
internal sealed class Say(Func<ActivityExecutionContext, string> text) : CodeActivity
{
    public Say(string text) : this(_ => text)
    {
    }

    protected override void Execute(ActivityExecutionContext context) => context.GetRequiredService<Trace>().Add(text(context));
}
