using System.Reflection;
using Elsa.Expressions.Helpers;
using Pipeline.Engine.Execution;

namespace Elsa.Extensions;

/// <summary>Reading activities' outputs and callbacks.</summary>
public static class ActivityExtensions
{
    public static object? GetLastResult(this ActivityExecutionContext context) => context.WorkflowExecutionContext.LastResult;

    public static object? GetLastResult(this WorkflowExecutionContext context) => context.LastResult;

    public static T? GetLastResult<T>(this ExpressionExecutionContext context) => context.GetLastResult().ConvertTo<T>();

    public static object? GetResult(this IActivity activity, ActivityExecutionContext context) => activity.GetOutput(context);

    public static object? GetResult(this IActivity activity, ExpressionExecutionContext context) => activity.GetOutput(context);

    public static T? GetResult<T>(this IActivity activity, ExpressionExecutionContext context) => activity.GetOutput(context).ConvertTo<T>();

    public static object? GetResult(this ActivityExecutionContext context, IActivity activity) => activity.GetOutput(context);

    /// <summary>The last value of an output in this burst of execution.</summary>
    public static object? GetOutput(this IActivity activity, ActivityExecutionContext context, string? outputName = null) =>
        activity.GetOutput(context.ExpressionExecutionContext, outputName);

    public static object? GetOutput(this IActivity activity, ExpressionExecutionContext context, string? outputName = null) =>
        context.GetWorkflowExecutionContext().GetActivityOutputRegister().FindOutputByActivityId(activity.Id, outputName);

    public static T? GetOutput<T>(this IActivity activity, ActivityExecutionContext context, string outputName) => activity.GetOutput(context, outputName).ConvertTo<T>();

    public static T? GetOutput<T>(this IActivity activity, ExpressionExecutionContext context, string outputName) => activity.GetOutput(context, outputName).ConvertTo<T>();

    /// <summary>The method of the activity that a bookmark names.</summary>
    public static ExecuteActivityDelegate GetResumeActivityDelegate(this IActivity activity, string resumeMethodName) =>
        activity.GetDelegate<ExecuteActivityDelegate>(resumeMethodName);

    /// <summary>The method of the activity that a saved completion callback names.</summary>
    public static ActivityCompletionCallback GetActivityCompletionCallback(this IActivity activity, string completionMethodName) =>
        activity.GetDelegate<ActivityCompletionCallback>(completionMethodName);

    /// <exception cref="InvalidOperationException">The activity's class has no such method.</exception>
    public static TDelegate GetDelegate<TDelegate>(this IActivity activity, string methodName) where TDelegate : Delegate => NamedCallbacks.Find<TDelegate>(activity, methodName);

    public static IEnumerable<Input> GetInputs(this IActivity activity) =>
        activity.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => typeof(Input).IsAssignableFrom(property.PropertyType))
            .Select(property => property.GetValue(activity))
            .OfType<Input>();

    public static IEnumerable<NamedOutput> GetOutputs(this IActivity activity) =>
        activity.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => typeof(Output).IsAssignableFrom(property.PropertyType))
            .Select(property => (property.Name, Output: property.GetValue(activity) as Output))
            .Where(named => named.Output is not null)
            .Select(named => new NamedOutput(named.Name, named.Output!));
}
