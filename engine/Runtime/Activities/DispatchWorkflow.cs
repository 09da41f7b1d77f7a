using System.Runtime.CompilerServices;
using Elsa.Workflows.Runtime.Stimuli;
using Elsa.Workflows.UIHints;
using Pipeline.Engine.Runtime.Children;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>
/// Starts another workflow in the background. With <see cref="WaitForCompletion"/> this activity completes when the child is
/// over, with the child's output as result; else at once, with the child's instance id.
/// </summary>
[Activity("Elsa", "Composition", "Create a new workflow instance of the specified workflow and dispatch it for execution.")]
public class DispatchWorkflow : Activity<object>
{
    public DispatchWorkflow([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(DisplayName = "Workflow Definition", Description = "The definition id of the workflow to dispatch.", UIHint = InputUIHints.WorkflowDefinitionPicker)]
    public Input<string> WorkflowDefinitionId { get; set; } = null!;

    [Input(DisplayName = "Correlation ID", Description = "The correlation id of the child; the parent's if empty.")]
    public Input<string?> CorrelationId { get; set; } = null!;

    [Input(Description = "The input of the child.")]
    public Input<IDictionary<string, object>?> Input { get; set; } = null!;

    [Input(Description = "Wait until the child is over.")]
    public Input<bool> WaitForCompletion { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var waits = context.Get(WaitForCompletion);
        var child = await ChildWorkflows.StartAsync(
            context,
            context.Get(WorkflowDefinitionId)!,
            context.Get(CorrelationId),
            context.Get(Input),
            waits ? id => new DispatchWorkflowStimulus(id) : null,
            OnChildOverAsync,
            inBackground: true);
        if (waits)
            return;
        context.Set(Result, child.WorkflowInstanceId);
        await context.CompleteActivityAsync();
    }

    private async ValueTask OnChildOverAsync(ActivityExecutionContext context)
    {
        context.Set(Result, context.GetWorkflowInput<ExecuteWorkflowResult>(ParentNotice.ResultInput)?.Output!);
        await context.CompleteActivityAsync();
    }
}
