namespace Elsa.Workflows;

/// <summary>An activity that can start a workflow.</summary>
public interface ITrigger : IActivity
{
    /// <summary>The stimuli that start the workflow, read when it is published.</summary>
    ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(TriggerIndexingContext context);
}
