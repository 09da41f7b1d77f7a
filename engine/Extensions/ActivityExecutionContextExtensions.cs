using System.Linq.Expressions;
using System.Text.Json;
using Elsa.Expressions.Helpers;
using Elsa.Workflows.Exceptions;
using Elsa.Workflows.Signals;
using Elsa.Workflows.State;
using Pipeline.Engine.Execution;

namespace Elsa.Extensions;

/// <summary>What activities do with their context beyond its own members.</summary>
public static class ActivityExecutionContextExtensions
{
    private static readonly object HasEvaluatedKey = new();

    /// <summary>A workflow input, converted; its default if it was not given.</summary>
    public static T? GetWorkflowInput<T>(this ActivityExecutionContext context, string key, JsonSerializerOptions? serializerOptions = null) =>
        context.TryGetWorkflowInput<T>(key, out var value, serializerOptions) ? value : default;

    public static T? GetWorkflowInput<T>(this ActivityExecutionContext context, JsonSerializerOptions? serializerOptions = null) =>
        context.GetWorkflowInput<T>(typeof(T).Name, serializerOptions);

    public static bool TryGetWorkflowInput<T>(this ActivityExecutionContext context, string key, out T? value, JsonSerializerOptions? serializerOptions = null)
    {
        var found = context.WorkflowInput.TryGetValue(key, out var given);
        value = found ? given.ConvertTo<T>(new ObjectConverterOptions(serializerOptions)) : default;
        return found;
    }

    /// <summary>The value of the nearest variable of that name; the default if there is none.</summary>
    public static T? GetVariable<T>(this ActivityExecutionContext context, string name) => context.ExpressionExecutionContext.GetVariable<T>(name);

    /// <summary>Writes the nearest variable of that name, or makes one in the container around the activity.</summary>
    public static Variable SetVariable(this ActivityExecutionContext context, string name, object? value, Action<MemoryBlock>? configure = null) =>
        context.ExpressionExecutionContext.SetVariable(name, value, configure);

    public static Variable SetDynamicVariable<T>(this ActivityExecutionContext context, string name, T value, Action<MemoryBlock>? configure = null) =>
        context.ExpressionExecutionContext.SetVariable(name, value, configure);

    /// <summary>Makes a variable in the container around the activity; kept with the instance unless a driver says otherwise.</summary>
    public static Variable CreateVariable(this ActivityExecutionContext context, string name, object? value, Type? storageDriverType = null, Action<MemoryBlock>? configure = null)
    {
        var scope = context.FindParentWithVariableContainer() ?? context;
        var variable = new Variable(name, value) { StorageDriverType = storageDriverType ?? typeof(WorkflowInstanceStorageDriver) };
        scope.DynamicVariables.Add(variable);
        var block = scope.DeclareVariable(variable);
        configure?.Invoke(block);
        return variable;
    }

    public static ActivityExecutionContext? FindParentWithVariableContainer(this ActivityExecutionContext activityExecutionContext) =>
        activityExecutionContext.FindParent(parent => parent.Activity is IVariableContainer);

    /// <summary>The nearest of the context and those around it that fits.</summary>
    public static ActivityExecutionContext? FindParent(this ActivityExecutionContext activityExecutionContext, Func<ActivityExecutionContext, bool> predicate)
    {
        for (var context = activityExecutionContext; context is not null; context = context.ParentActivityExecutionContext)
        {
            if (predicate(context))
                return context;
        }

        return null;
    }

    public static IEnumerable<ActivityExecutionContext> GetAncestors(this ActivityExecutionContext activityExecutionContext)
    {
        for (var context = activityExecutionContext.ParentActivityExecutionContext; context is not null; context = context.ParentActivityExecutionContext)
            yield return context;
    }

    public static IEnumerable<ActivityExecutionContext> GetChildren(this ActivityExecutionContext activityExecutionContext) => activityExecutionContext.Children;

    public static IEnumerable<ActivityExecutionContext> GetActiveChildren(this ActivityExecutionContext activityExecutionContext) =>
        activityExecutionContext.Children.Where(child => !child.IsCompleted);

    public static IEnumerable<ActivityExecutionContext> GetDescendants(this ActivityExecutionContext activityExecutionContext)
    {
        foreach (var child in activityExecutionContext.Children)
        {
            yield return child;
            foreach (var descendant in child.GetDescendants())
                yield return descendant;
        }
    }

    /// <summary>Sends a signal to the activity itself and on to those around it, until one stops it.</summary>
    public static async ValueTask SendSignalAsync(this ActivityExecutionContext activityExecutionContext, object signal)
    {
        for (var receiver = activityExecutionContext; receiver is not null; receiver = receiver.ParentActivityExecutionContext)
        {
            if (receiver.Activity is not ISignalHandler handler)
                continue;
            var context = new SignalContext(receiver, activityExecutionContext, activityExecutionContext.CancellationToken);
            await handler.ReceiveSignalAsync(signal, context);
            if (context.StopPropagationRequested)
                return;
        }
    }

    /// <summary>Cancels the activity and everything below it; those around it are left as they are.</summary>
    public static async Task CancelActivityAsync(this ActivityExecutionContext activityExecutionContext)
    {
        if (activityExecutionContext.IsCompleted)
            return;
        await activityExecutionContext.CancelChildrenAsync();
        if (activityExecutionContext.Status == ActivityStatus.Faulted)
            Incidents.UncountFault(activityExecutionContext);
        activityExecutionContext.TransitionTo(ActivityStatus.Canceled);
        activityExecutionContext.AddExecutionLogEntry("Canceled");
        activityExecutionContext.WorkflowExecutionContext.Close(activityExecutionContext);
        await activityExecutionContext.SendSignalAsync(new CancelSignal());
    }

    /// <summary>Faults the activity: an incident, and what the workflow's incident strategy makes of it.</summary>
    public static void Fault(this ActivityExecutionContext activityExecutionContext, Exception e) => Incidents.Raise(activityExecutionContext, e);

    /// <summary>Takes a fault back: the activity is running again and those around it no longer count it.</summary>
    public static void RecoverFromFault(this ActivityExecutionContext activityExecutionContext) => Incidents.Withdraw(activityExecutionContext);

    public static async Task EvaluateInputPropertiesAsync(this ActivityExecutionContext context)
    {
        foreach (var input in context.ActivityDescriptor.Inputs)
        {
            if (input is { IsWrapped: true, AutoEvaluate: true })
                await InputEvaluation.EvaluateAsync(context, input);
        }

        context.SetHasEvaluatedProperties();
    }

    public static Task<object?> EvaluateInputPropertyAsync(this ActivityExecutionContext context, string inputName)
    {
        var input = context.ActivityDescriptor.Inputs.FirstOrDefault(input => input.Name == inputName)
            ?? throw new ArgumentException($"The activity type '{context.Activity.Type}' has no input '{inputName}'.", nameof(inputName));
        return InputEvaluation.EvaluateAsync(context, input);
    }

    public static async Task<T?> EvaluateInputPropertyAsync<TActivity, T>(this ActivityExecutionContext context, Expression<Func<TActivity, Input<T>>> propertyExpression) =>
        (await context.EvaluateInputPropertyAsync(((MemberExpression)propertyExpression.Body).Member.Name)).ConvertTo<T>();

    public static bool GetHasEvaluatedProperties(this ActivityExecutionContext activityExecutionContext) =>
        activityExecutionContext.TransientProperties.ContainsKey(HasEvaluatedKey);

    public static void SetHasEvaluatedProperties(this ActivityExecutionContext activityExecutionContext) =>
        activityExecutionContext.TransientProperties[HasEvaluatedKey] = true;

    /// <summary>Writes the <c>Result</c> output.</summary>
    public static void SetResult(this ActivityExecutionContext context, object? value) =>
        context.Set((context.Activity as IActivityWithResult)?.Result, value, ActivityOutputRegister.DefaultOutputName);

    /// <summary>Lets the flowchart around the activity follow outcomes while the activity goes on.</summary>
    public static ValueTask ScheduleOutcomesAsync(this ActivityExecutionContext activityExecutionContext, params string[] outcomes) =>
        activityExecutionContext.SendSignalAsync(new ScheduleActivityOutcomes(outcomes));

    /// <summary>Whether the workflow was started by this activity.</summary>
    public static bool IsTriggerOfWorkflow(this ActivityExecutionContext context) => context.WorkflowExecutionContext.TriggerActivityId == context.Activity.Id;

    /// <summary>Whether the workflow was started by this activity; true once in a run. Met again, in a loop, the activity waits.</summary>
    internal static bool TakeTrigger(this ActivityExecutionContext context)
    {
        if (!context.IsTriggerOfWorkflow())
            return false;
        context.WorkflowExecutionContext.TriggerActivityId = null;
        return true;
    }
}
