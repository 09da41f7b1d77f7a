using Elsa.Workflows;

namespace Pipeline.Tests.Engine.Support;

/// <summary>Fails the given number of times, then says its name.</summary>
internal sealed class Boom(int times = int.MaxValue) : CodeActivity
{
    private int _left = times;

    protected override void Execute(ActivityExecutionContext context)
    {
        context.GetRequiredService<Trace>().Add("Boom");
        if (_left-- > 0)
            throw new InvalidOperationException("boom");
    }
}
