using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Signals;

namespace Pipeline.Tests.Engine.Support;

/// <summary>Suspends; says its name when it is resumed.</summary>
[Activity("Lab", "Lab")]
internal sealed class Hold : Activity
{
    private readonly string _name;
    private readonly bool _autoBurn;

    public Hold(string name, bool autoBurn = true)
    {
        _name = name;
        _autoBurn = autoBurn;
        OnSignalReceived<CancelSignal>((_, context) =>
        {
            if (context.IsSelf)
                context.ReceiverActivityExecutionContext.GetRequiredService<Trace>().Add($"cancel-{_name}");
        });
    }

    protected override void Execute(ActivityExecutionContext context) =>
        context.CreateBookmark(new CreateBookmarkArgs { Stimulus = new HoldStimulus(_name), Callback = OnResumedAsync, AutoBurn = _autoBurn });

    private async ValueTask OnResumedAsync(ActivityExecutionContext context)
    {
        context.GetRequiredService<Trace>().Add(_name);
        if (_autoBurn || context.WorkflowInput.ContainsKey("last"))
            await context.CompleteActivityAsync();
    }
}
