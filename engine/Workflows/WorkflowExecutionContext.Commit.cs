using Elsa.Workflows.CommitStates;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.State;

namespace Elsa.Workflows;

public partial class WorkflowExecutionContext
{
    private readonly HashSet<ActivityExecutionContext> _touched = [];

    /// <summary>The failure of a commit; nothing may run after it.</summary>
    internal Exception? CommitFailure { get; private set; }

    /// <summary>Saves variables that may have changed and hands the instance to the <see cref="ICommitStateHandler"/>.</summary>
    public async Task CommitAsync()
    {
        var handler = ServiceProvider.GetRequiredService<ICommitStateHandler>();
        if (handler is NoopCommitStateHandler)
            return;

        try
        {
            await SaveVariablesAsync();
            UpdatedAt = SystemClock.UtcNow;
            await handler.CommitAsync(this, CancellationToken);
        }
        catch (Exception e)
        {
            CommitFailure = e;
            throw;
        }
    }

    /// <summary>Notes that an activity runs: it can change the variables of its own scope and of those around it.</summary>
    internal void Touch(ActivityExecutionContext context)
    {
        for (var scope = context; scope is not null && _touched.Add(scope); scope = scope.ParentActivityExecutionContext)
            Meter.Count();
    }

    internal async ValueTask SaveVariablesAsync()
    {
        foreach (var context in _touched)
            await VariableStorage.SaveAsync(context);
        _touched.Clear();
    }
}
