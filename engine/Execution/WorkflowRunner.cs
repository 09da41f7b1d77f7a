using Elsa.Workflows.Activities;
using Elsa.Workflows.State;
using Pipeline.Engine.State;

namespace Pipeline.Engine.Execution;

/// <inheritdoc cref="IWorkflowRunner"/>
internal sealed class WorkflowRunner(IServiceProvider services, IWorkflowStateExtractor extractor, IWorkflowBuilderFactory builders, IWorkflowGraphBuilder graphs, IIdentityGenerator ids)
    : IWorkflowRunner
{
    public Task<RunWorkflowResult> RunAsync(IActivity activity, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(activity as Workflow ?? Workflow.FromActivity(activity), options, cancellationToken);

    public async Task<RunWorkflowResult> RunAsync(IWorkflow workflow, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) =>
        await RunAsync(await builders.CreateBuilder().BuildWorkflowAsync(workflow, cancellationToken), options, cancellationToken);

    public async Task<RunWorkflowResult<TResult>> RunAsync<TResult>(WorkflowBase<TResult> workflow, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await RunAsync((IWorkflow)workflow, options, cancellationToken);
        return new RunWorkflowResult<TResult>(result.WorkflowExecutionContext, result.WorkflowState, result.Workflow, (TResult)result.Result!, result.Journal);
    }

    public Task<RunWorkflowResult> RunAsync<T>(RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) where T : IWorkflow, new() =>
        RunAsync((IWorkflow)new T(), options, cancellationToken);

    public async Task<TResult> RunAsync<T, TResult>(RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) where T : WorkflowBase<TResult>, new() =>
        // The workflow's result, not a task's: nothing blocks here.
        (await RunAsync(new T(), options, cancellationToken)).Result;

    public async Task<RunWorkflowResult> RunAsync(Workflow workflow, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) =>
        await RunAsync(await graphs.BuildAsync(workflow, cancellationToken), options, cancellationToken);

    public async Task<RunWorkflowResult> RunAsync(Workflow workflow, WorkflowState workflowState, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) =>
        await RunAsync(await graphs.BuildAsync(workflow, cancellationToken), workflowState, options, cancellationToken);

    public async Task<RunWorkflowResult> RunAsync(WorkflowGraph workflowGraph, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
    {
        var id = options?.WorkflowInstanceId ?? ids.GenerateId();
        var context = await WorkflowExecutionContext.CreateAsync(services, workflowGraph, id, cancellationToken);
        return await RunAsync(context, options);
    }

    public async Task<RunWorkflowResult> RunAsync(WorkflowGraph workflowGraph, WorkflowState workflowState, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
    {
        var context = await WorkflowExecutionContext.CreateAsync(services, workflowGraph, workflowState, cancellationToken: cancellationToken);
        return await RunAsync(context, options);
    }

    public Task<RunWorkflowResult> RunAsync(WorkflowExecutionContext workflowExecutionContext) => RunAsync(workflowExecutionContext, null);

    private async Task<RunWorkflowResult> RunAsync(WorkflowExecutionContext context, RunWorkflowOptions? options)
    {
        RunPlan.Apply(context, options);
        if (await InstanceRunner.DrainAsync(context))
            await context.SaveVariablesAsync();

        var journal = new Journal(context.ExecutionLog.ToList(), context.ActivityExecutionContexts.ToList());
        var result = context.Workflow.ResultVariable is { } variable && context.RootContext is { } root ? root.Get(variable) : null;
        return new RunWorkflowResult(context, extractor.Extract(context), context.Workflow, result, journal);
    }
}
