using System.Runtime.CompilerServices;
using Elsa.Workflows.Runtime.Stimuli;
using Elsa.Workflows.UIHints;
using Pipeline.Engine.Runtime.Children;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>
/// Runs another workflow as a child, in the same call up to its first suspension. With <see cref="WaitForCompletion"/> this
/// activity completes when the child is over, however it ended: see <see cref="ExecuteWorkflowResult.SubStatus"/>.
/// </summary>
[Activity("Elsa", "Composition", "Create a new workflow instance of the specified workflow and execute it.", Kind = ActivityKind.Task)]
public class ExecuteWorkflow : Activity<ExecuteWorkflowResult>
{
    public ExecuteWorkflow([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(DisplayName = "Workflow Definition", Description = "The definition id of the workflow to execute.", UIHint = InputUIHints.WorkflowDefinitionPicker)]
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
            waits ? id => new ExecuteWorkflowStimulus(id) : null,
            OnChildOverAsync,
            inBackground: false);
        if (waits)
            return;
        context.Set(Result, child);
        await context.CompleteActivityAsync();
    }

    private async ValueTask OnChildOverAsync(ActivityExecutionContext context)
    {
        context.Set(Result, context.GetWorkflowInput<ExecuteWorkflowResult>(ParentNotice.ResultInput)!);
        await context.CompleteActivityAsync();
    }
}
