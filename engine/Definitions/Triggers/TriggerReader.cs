using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Conversion;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Definitions.Store;

namespace Pipeline.Engine.Definitions.Triggers;

/// <summary>Reads the triggers of a workflow: the activities that may start it, with what each waits for.</summary>
internal sealed class TriggerReader(IServiceProvider services, IStimulusHasher hasher)
{
    /// <exception cref="InvalidDefinitionException">A trigger's inputs cannot be read before a run: they may use constants and scripts, not variables or inputs. Or nothing would ever start it.</exception>
    public async Task<IReadOnlyList<TriggerRow>> ReadAsync(WorkflowGraph graph, CancellationToken cancellationToken)
    {
        var faults = TriggerFaults.Of(graph);
        if (faults.Count > 0)
            throw new InvalidDefinitionException(faults);
        var rows = new List<TriggerRow>();
        var indexing = new WorkflowIndexingContext(graph.Workflow, cancellationToken);
        foreach (var node in graph.Nodes)
        {
            if (node.Activity is not ITrigger trigger || node.Activity is not Activity { CanStartWorkflow: true })
                continue;
            var number = 0;
            foreach (var payload in await PayloadsAsync(indexing, graph, trigger, cancellationToken))
            {
                TriggerFaults.ExpectServed(trigger, payload);
                rows.Add(Row(graph.Workflow.Identity, trigger, payload, number++));
            }
        }

        return rows;
    }

    private async Task<IReadOnlyList<object>> PayloadsAsync(WorkflowIndexingContext indexing, WorkflowGraph graph, ITrigger trigger, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            var workflow = await WorkflowExecutionContext.CreateAsync(scope.ServiceProvider, graph, "", cancellationToken);
            var expressions = new ExpressionExecutionContext(scope.ServiceProvider, new MemoryRegister(), workflow.ExpressionExecutionContext, workflow.ExpressionExecutionContext.TransientProperties, cancellationToken: cancellationToken);
            await EvaluateAsync(trigger, expressions, scope.ServiceProvider);
            return [.. await trigger.GetTriggerPayloadsAsync(new TriggerIndexingContext(indexing, expressions, trigger, cancellationToken))];
        }
        catch (Exception e) when (e is not (InvalidDefinitionException or OperationCanceledException))
        {
            throw new InvalidDefinitionException(trigger.NodeId, $"The trigger {trigger.Type} cannot be read: {e.Message}");
        }
    }

    private static async Task EvaluateAsync(ITrigger trigger, ExpressionExecutionContext expressions, IServiceProvider scope)
    {
        var evaluator = scope.GetRequiredService<IExpressionEvaluator>();
        foreach (var input in trigger.GetInputs())
        {
            if (input.Expression is { } expression)
                expressions.Set(input.MemoryBlockReference(), await evaluator.EvaluateAsync(expression, input.Type, expressions));
        }
    }

    private TriggerRow Row(WorkflowIdentity identity, ITrigger trigger, object payload, int number) => new()
    {
        Id = $"{identity.Id}:{trigger.Id}:{number}",
        DefinitionId = identity.DefinitionId,
        VersionId = identity.Id,
        ActivityId = trigger.Id,
        Name = trigger.Type,
        Hash = hasher.Hash(trigger.Type, payload),
        Payload = JsonSerializer.Serialize(payload, payload.GetType(), EngineJson.Options)
    };
}
