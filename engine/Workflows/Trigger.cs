namespace Elsa.Workflows;

/// <summary>Base of activities that can start a workflow.</summary>
public abstract class Trigger : Activity, ITrigger
{
    protected Trigger(string? source = null, int? line = null) : base(source, line)
    {
    }

    protected Trigger(string activityType, int version = 1, string? source = null, int? line = null) : base(activityType, version, source, line)
    {
    }

    protected virtual ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(TriggerIndexingContext context) => ValueTask.FromResult(GetTriggerPayloads(context));

    protected virtual IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) => [GetTriggerPayload(context)];

    protected virtual object GetTriggerPayload(TriggerIndexingContext context) => new();

    ValueTask<IEnumerable<object>> ITrigger.GetTriggerPayloadsAsync(TriggerIndexingContext context) => GetTriggerPayloadsAsync(context);
}
