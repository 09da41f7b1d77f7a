using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;
using Microsoft.AspNetCore.Http;
using Pipeline.Activities.Steps.Records;
using Pipeline.Engine.Api;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Designer;

/// <summary>What the designer does to instances goes the way of everything done to runs: drivers, locks, clean-up, audit.</summary>
internal sealed class InstanceControl(RunControl control, RunQueries queries, IWorkflowInstanceStore instances, IStepRecords steps, AuditLog audit) : IInstanceControl
{
    /// <inheritdoc/>
    public async Task<bool> CancelAsync(HttpContext context, string instanceId)
    {
        if (await queries.FindExactAsync(instanceId, context.RequestAborted) is not { EndedAt: null })
            return false;
        await control.CancelAsync(context, instanceId);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> RetryAsync(HttpContext context, string instanceId)
    {
        if (await queries.FindExactAsync(instanceId, context.RequestAborted) is not { Status: RunStatus.Failed })
            return false;
        await control.RetryAsync(context, instanceId);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(HttpContext context, string instanceId)
    {
        if (await queries.FindExactAsync(instanceId, context.RequestAborted) is not { EndedAt: not null })
            return false;
        await instances.DeleteAsync(new WorkflowInstanceFilter { Id = instanceId }, context.RequestAborted);
        await steps.RemoveAsync(instanceId, context.RequestAborted);
        await audit.WriteAsync(context.Actor(), "run.delete", instanceId, remote: context.Remote());
        return true;
    }
}
