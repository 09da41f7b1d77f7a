using System.Runtime.CompilerServices;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Stimuli;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Runtime.Outbox;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>Publishes an event, in the transaction that completes this activity.</summary>
[Activity("Elsa", "Primitives", "Publishes an event.")]
public class PublishEvent : Activity
{
    public PublishEvent([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(Description = "The name of the event to publish.")]
    public Input<string> EventName { get; set; } = null!;

    [Input(Description = "Only instances with this correlation id receive the event, if given.")]
    public Input<string?> CorrelationId { get; set; } = null!;

    [Input(DisplayName = "Local event", Description = "Only this instance receives the event.")]
    public Input<bool> IsLocalEvent { get; set; } = null!;

    [Input(Description = "What the receivers get.")]
    public Input<object> Payload { get; set; } = null!;

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var workflow = context.WorkflowExecutionContext;
        var filter = new BookmarkFilter
        {
            Hash = context.GetRequiredService<IStimulusHasher>().Hash(RuntimeStimulusNames.Event, new EventStimulus(context.Get(EventName)!)),
            CorrelationId = context.Get(CorrelationId),
            WorkflowInstanceId = context.Get(IsLocalEvent) ? workflow.Id : null
        };
        var input = new Dictionary<string, object>();
        if (context.Get(Payload) is { } payload)
            input[Event.EventInputWorkflowInputKey] = payload;
        CommitLedger.Of(workflow).Outgoing.Add(new StimulusRequest(filter) { Input = input, InBackground = true });
        return context.CompleteActivityAsync();
    }
}
