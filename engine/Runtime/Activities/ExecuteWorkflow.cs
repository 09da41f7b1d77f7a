using System.Runtime.CompilerServices;
using Elsa.Workflows.UIHints;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Serialization;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>
/// Starts another workflow, and waits for its end when asked to. The child is started from the outbox, which is committed
/// together with this activity's bookmark: it starts once, whenever the host dies, and its end resumes the parent likewise.
/// </summary>
[Activity("Elsa", "Composition", "Create a new workflow instance of the specified workflow and execute it.", Kind = ActivityKind.Task)]
public class ExecuteWorkflow : Activity<ExecuteWorkflowResult>
{
    public ExecuteWorkflow([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(DisplayName = "Workflow Definition", Description = "The ID of the workflow definition to execute.", UIHint = InputUIHints.WorkflowDefinitionPicker)]
    public Input<string> WorkflowDefinitionId { get; set; } = null!;

    [Input(DisplayName = "Correlation ID", Description = "The correlation ID to associate the workflow with.")]
    public Input<string?> CorrelationId { get; set; } = null!;

    [Input(Description = "The input to send to the workflow.")]
    public Input<IDictionary<string, object>?> Input { get; set; } = null!;

    [Input(Description = "True to wait for the workflow to complete before completing this activity, false to complete at once.")]
    public Input<bool> WaitForCompletion { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var workflow = context.WorkflowExecutionContext;
        var json = context.GetRequiredService<StateJson>();
        var child = workflow.IdentityGenerator.GenerateId();
        var waits = context.Get(WaitForCompletion);
        var properties = new Dictionary<string, object>();
        if (waits)
        {
            var bookmark = context.CreateBookmark(new CreateBookmarkArgs { Stimulus = child, Callback = OnChildEndedAsync });
            properties[ParentResumption.BookmarkProperty] = bookmark.Id;
        }

        CommitCursor.Of(workflow).Outgoing.Add(new OutboxItem
        {
            InstanceId = child,
            DefinitionId = context.Get(WorkflowDefinitionId),
            CorrelationId = context.Get(CorrelationId),
            ParentId = workflow.Id,
            InputJson = json.Write(context.Get(Input)),
            PropertiesJson = json.Write(properties),
        });
        if (!waits)
        {
            context.Set(Result, new ExecuteWorkflowResult { WorkflowInstanceId = child, CorrelationId = context.Get(CorrelationId) }, nameof(Result));
            await context.CompleteActivityAsync();
        }
    }

    private async ValueTask OnChildEndedAsync(ActivityExecutionContext context)
    {
        context.Set(Result, context.GetWorkflowInput<ExecuteWorkflowResult>(ParentResumption.ResultInput), nameof(Result));
        await context.CompleteActivityAsync();
    }
}
