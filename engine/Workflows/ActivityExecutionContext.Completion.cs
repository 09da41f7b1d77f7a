using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Signals;

namespace Elsa.Workflows;

public partial class ActivityExecutionContext
{
    /// <summary>
    /// Completes the activity: what its children still do is cancelled, its bookmarks and callbacks go, and the parent's
    /// completion callback runs. Does nothing if the activity is not running.
    /// </summary>
    public async ValueTask CompleteActivityAsync(object? result = null)
    {
        if (!await CompleteQuietlyAsync(result as Outcomes))
            return;
        await this.SendSignalAsync(new ActivityCompleted(result));
        await WorkflowExecutionContext.InvokeCompletionCallbackAsync(this, result);
    }

    public ValueTask CompleteActivityWithOutcomesAsync(params string[] outcomes) => CompleteActivityAsync(new Outcomes(outcomes));

    /// <summary>Completes the nearest container around this activity.</summary>
    public ValueTask CompleteCompositeAsync(params string[] outcomes) => this.SendSignalAsync(new CompleteCompositeSignal(new Outcomes(outcomes)));

    /// <summary>Completes the activity without telling its parent; answers whether it was running.</summary>
    internal async ValueTask<bool> CompleteQuietlyAsync(Outcomes? outcomes = null)
    {
        if (Status != ActivityStatus.Running)
            return false;
        await CancelChildrenAsync();
        TransitionTo(ActivityStatus.Completed);
        if (outcomes is not null)
            JournalData["Outcomes"] = outcomes.Names;
        AddExecutionLogEntry("Completed", payload: JournalData.Count == 0 ? null : JournalData);
        _newBookmarks.Clear();
        WorkflowExecutionContext.Close(this);
        return true;
    }

    internal async ValueTask CancelChildrenAsync()
    {
        WorkflowExecutionContext.WorkQueue.RemoveOf(this);
        foreach (var child in Children.ToList())
            await child.CancelActivityAsync();
    }
}
