using System.Runtime.CompilerServices;
using Elsa.Workflows.Runtime.Stimuli;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>Waits for an event of a name; its result is the event's payload.</summary>
[Activity("Elsa", "Primitives", "Wait for an event to be published.")]
public class Event : Trigger<object>
{
    public const string EventInputWorkflowInputKey = "__EventPayloadWorkflowInput";

    internal Event()
    {
    }

    public Event(string eventName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) =>
        EventName = new Input<string>(eventName);

    public Event(Func<string> eventName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) =>
        EventName = new Input<string>(eventName);

    public Event(Variable<string> variable, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) =>
        EventName = new Input<string>(variable);

    public Event(Input<string> eventName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) =>
        EventName = eventName;

    [Input(Description = "The name of the event to wait for.")]
    public Input<string> EventName { get; set; } = null!;

    protected override object GetTriggerPayload(TriggerIndexingContext context) => new EventStimulus(context.ExpressionExecutionContext.Get(EventName)!);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.TakeTrigger())
        {
            await OnReceivedAsync(context);
            return;
        }
        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = RuntimeStimulusNames.Event,
            Stimulus = new EventStimulus(context.Get(EventName)!),
            Callback = OnReceivedAsync,
            IncludeActivityInstanceId = false
        });
    }

    private async ValueTask OnReceivedAsync(ActivityExecutionContext context)
    {
        context.Set(Result, context.WorkflowInput.TryGetValue(EventInputWorkflowInputKey, out var payload) ? payload : null!);
        await context.CompleteActivityAsync();
    }
}
