using Elsa.Workflows.IncidentStrategies;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pipeline.Engine.Execution;

/// <summary>Raises and withdraws incidents, keeping the fault counts of the activities around in step.</summary>
internal static class Incidents
{
    public static void Raise(ActivityExecutionContext context, Exception exception)
    {
        var workflow = context.WorkflowExecutionContext;
        var activity = context.Activity;
        var state = ExceptionState.FromException(exception);
        workflow.Incidents.Add(new ActivityIncident(activity.Id, activity.NodeId, activity.Type, exception.Message, state, workflow.SystemClock.UtcNow));
        context.AddExecutionLogEntry("Faulted", exception.Message, payload: state);
        context.Exception = exception;

        // An activity that had completed before it threw stays completed: what follows it is already under way.
        if (context.IsCompleted || context.Status == ActivityStatus.Faulted)
            return;

        context.TransitionTo(ActivityStatus.Faulted);
        foreach (var ancestor in context.GetAncestors())
            ancestor.AggregateFaultCount++;
        StrategyOf(workflow).HandleIncident(context);
    }

    public static void Withdraw(ActivityExecutionContext context)
    {
        if (context.Status != ActivityStatus.Faulted)
            return;
        Uncount(context);
        context.Exception = null;
        context.TransitionTo(ActivityStatus.Running);
    }

    /// <summary>Removes a faulted activity from its ancestors' counts and its incident from the instance.</summary>
    public static void Uncount(ActivityExecutionContext context)
    {
        UncountFault(context);
        var incidents = context.WorkflowExecutionContext.Incidents;
        if (incidents.FirstOrDefault(incident => incident.ActivityNodeId == context.NodeId) is { } resolved)
            incidents.Remove(resolved);
    }

    /// <summary>Removes a faulted activity from its ancestors' counts; its incident stays on record.</summary>
    public static void UncountFault(ActivityExecutionContext context)
    {
        foreach (var ancestor in context.GetAncestors())
            ancestor.AggregateFaultCount = Math.Max(0, ancestor.AggregateFaultCount - 1);
    }

    private static IIncidentStrategy StrategyOf(WorkflowExecutionContext workflow)
    {
        var type = workflow.Workflow.Options.IncidentStrategyType
            ?? workflow.ServiceProvider.GetRequiredService<IOptions<IncidentOptions>>().Value.DefaultIncidentStrategy
            ?? typeof(FaultStrategy);
        return (IIncidentStrategy)ActivatorUtilities.GetServiceOrCreateInstance(workflow.ServiceProvider, type);
    }
}
