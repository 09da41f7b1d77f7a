using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.State;
using Pipeline.Engine.Execution;

namespace Pipeline.Engine.Runtime;

/// <inheritdoc cref="IWorkflowClient"/>
internal sealed class WorkflowClient(string workflowInstanceId, InstanceBursts bursts) : IWorkflowClient
{
    public string WorkflowInstanceId { get; } = workflowInstanceId;

    public async Task<CreateWorkflowInstanceResponse> CreateInstanceAsync(CreateWorkflowInstanceRequest request, CancellationToken cancellationToken = default)
    {
        await bursts.CreateAsync(
            WorkflowInstanceId,
            request.WorkflowDefinitionHandle,
            context =>
            {
                context.Name = request.Name;
                context.CorrelationId = request.CorrelationId;
                context.ParentWorkflowInstanceId = request.ParentId;
                context.GiveInput(request.Input);
                foreach (var (key, value) in request.Properties ?? new Dictionary<string, object>())
                    context.Properties[key] = value;
            },
            cancellationToken);
        return new CreateWorkflowInstanceResponse();
    }

    public async Task<RunWorkflowInstanceResponse> RunInstanceAsync(RunWorkflowInstanceRequest request, CancellationToken cancellationToken = default)
    {
        var options = new RunWorkflowOptions
        {
            BookmarkId = request.BookmarkId,
            ActivityHandle = request.ActivityHandle,
            Input = request.Input,
            Variables = request.Variables,
            Properties = request.Properties,
            TriggerActivityId = request.TriggerActivityId,
        };
        var state = await bursts.RunAsync(WorkflowInstanceId, context => RunPlan.Apply(context, options), cancellationToken);
        return new RunWorkflowInstanceResponse
        {
            WorkflowInstanceId = state.Id,
            Status = state.Status,
            SubStatus = state.SubStatus,
            Bookmarks = state.Bookmarks,
            Incidents = state.Incidents,
            Output = request.IncludeWorkflowOutput ? state.Output : null,
        };
    }

    public async Task<RunWorkflowInstanceResponse> CreateAndRunInstanceAsync(CreateAndRunWorkflowInstanceRequest request, CancellationToken cancellationToken = default)
    {
        await CreateInstanceAsync(
            new CreateWorkflowInstanceRequest
            {
                WorkflowDefinitionHandle = request.WorkflowDefinitionHandle,
                Name = request.Name,
                CorrelationId = request.CorrelationId,
                Input = request.Input,
                Properties = request.Properties,
                ParentId = request.ParentId,
            },
            cancellationToken);
        return await RunInstanceAsync(
            new RunWorkflowInstanceRequest
            {
                ActivityHandle = request.ActivityHandle,
                Variables = request.Variables,
                TriggerActivityId = request.TriggerActivityId,
                IncludeWorkflowOutput = request.IncludeWorkflowOutput,
            },
            cancellationToken);
    }

    public Task CancelAsync(CancellationToken cancellationToken = default) => bursts.CancelAsync(WorkflowInstanceId, cancellationToken);

    public Task<WorkflowState> ExportStateAsync(CancellationToken cancellationToken = default) => bursts.StateAsync(WorkflowInstanceId, cancellationToken);

    public Task<bool> InstanceExistsAsync(CancellationToken cancellationToken = default) => bursts.ExistsAsync(WorkflowInstanceId, cancellationToken);
}
