using System.Globalization;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;
using Microsoft.AspNetCore.Http;
using Pipeline.Engine.Api.Definitions;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Runtime.Intake;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Security;
using Pipeline.Workflows;

namespace Pipeline.Host.Web.Designer;

/// <summary>Runs of the designer are runs like all others: checked where the pipeline can check, driven, audited.</summary>
internal sealed class DefinitionControl(
    RunIntake intake, RunPools pools, IInstanceIntake instances, RunDriver driver, IEngineRuns engine, RunQueueOptions options, IWorkflowInstanceStore store, AuditLog audit, TimeProvider clock) : IDefinitionControl
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public Task ChangedAsync(HttpContext context, string action, string definitionId) => audit.WriteAsync(context.Actor(), action, definitionId, remote: context.Remote());

    /// <inheritdoc/>
    public async Task<string> StartAsync(HttpContext context, DefinitionVersion version, RunOrder order)
    {
        var run = version.IsReadonly && PipelineCatalog.All.Any(p => p.Name == version.DefinitionId)
            ? (await intake.AcceptAsync(new RunRequest(version.DefinitionId, Words(order.Input)) { By = context.Actor() }, context.RequestAborted)).Run
            : (await intake.AcceptAsync(null, id => CreateAsync(id, context.Actor(), version, order, context.RequestAborted), version.Name ?? version.DefinitionId, context.RequestAborted)).Run;
        await audit.WriteAsync(context.Actor(), "run.start", run, version.DefinitionId, context.Remote());
        // Others wait in the database until their turn comes.
        if (driver.Count < options.MostDriven)
            driver.TryDrive(run, token => engine.ContinueAsync(run, token));
        return run;
    }

    /// <inheritdoc/>
    public async Task SettledAsync(string instanceId, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + LongestWait;
        while (clock.GetUtcNow() < until)
        {
            var standing = (await store.SummarizeManyAsync(new WorkflowInstanceFilter { Id = instanceId }, cancellationToken)).FirstOrDefault();
            if (standing is null or { Status: WorkflowStatus.Finished } or { SubStatus: WorkflowSubStatus.Suspended })
                return;
            await Task.Delay(Look, clock, cancellationToken);
        }
    }

    private async Task<InstanceCreation> CreateAsync(string id, string actor, DefinitionVersion version, RunOrder order, CancellationToken cancellationToken)
    {
        var instance = new NewInstance(version.Id, id)
        {
            Name = version.Name ?? version.DefinitionId,
            CorrelationId = order.CorrelationId,
            TriggerActivityId = order.TriggerActivityId,
            Input = order.Input,
            Properties = pools.Origin(actor, null).ToProperties(),
        };
        return (await instances.CreateAsync([instance], cancellationToken))[0];
    }

    private static Dictionary<string, string> Words(IDictionary<string, object>? input) =>
        (input ?? new Dictionary<string, object>()).ToDictionary(i => i.Key, i => Convert.ToString(i.Value, CultureInfo.InvariantCulture) ?? "");
}
