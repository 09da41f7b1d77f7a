using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Runtime;

/// <summary>
/// Does what instances ask for other instances: starts children, resumes parents. An item is removed after it was done; should
/// the host die in between, doing it again changes nothing, for the child exists and the bookmark is burnt.
/// </summary>
internal sealed class OutboxWorker(
    IDbContextFactory<EngineContext> contexts, IWorkflowRuntime runtime, OutboxSignal signal, StateJson json, ILogger<OutboxWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await DrainAsync(stoppingToken);
                await signal.WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what is left is done at the next start.
        }
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var skipped = new HashSet<long>();
        while (await NextAsync(skipped, cancellationToken) is { } item)
        {
            try
            {
                await DoAsync(item, cancellationToken);
                await RemoveAsync(item, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                skipped.Add(item.Order);
                log.LogError(e, "The instance {Instance} could not be started or resumed for another one; it is tried again", item.InstanceId);
            }
        }
    }

    private async Task<OutboxItem?> NextAsync(HashSet<long> skipped, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Outbox.AsNoTracking().Where(o => !skipped.Contains(o.Order)).OrderBy(o => o.Order).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task RemoveAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await database.Outbox.Where(o => o.Order == item.Order).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task DoAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        var client = await runtime.CreateClientAsync(item.InstanceId, cancellationToken);
        if (item.DefinitionId is { } definitionId)
        {
            if (!await client.InstanceExistsAsync(cancellationToken))
                await client.CreateInstanceAsync(
                    new CreateWorkflowInstanceRequest
                    {
                        WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId(definitionId),
                        CorrelationId = item.CorrelationId,
                        ParentId = item.ParentId,
                        Input = json.ReadDictionary(item.InputJson),
                        Properties = json.ReadDictionary(item.PropertiesJson),
                    },
                    cancellationToken);
            await client.RunInstanceAsync(RunWorkflowInstanceRequest.Empty, cancellationToken);
        }
        else
        {
            await client.RunInstanceAsync(
                new RunWorkflowInstanceRequest { BookmarkId = item.BookmarkId, Input = json.ReadDictionary(item.InputJson) }, cancellationToken);
        }
    }
}
