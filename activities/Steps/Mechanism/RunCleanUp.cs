using Microsoft.Extensions.Logging;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Records;
using Pipeline.Activities.Steps.Waits;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// Puts everything back that a run still holds when it ends in any way its pipeline did not foresee, or is cancelled: its
/// jobs, its server, Ray, its leases. Idempotent.
/// </summary>
public sealed class RunCleanUp(
    IJobs jobs, INodePool pool, ILeases leases, IStepWaits waits, IStepRecords records, TimeProvider clock, ILogger<RunCleanUp> log)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Ends what the run holds. A node that cannot be reached is logged and left; its lease ends all the same.</summary>
    public async Task EndAsync(string runId, RunSession session, CancellationToken cancellationToken = default)
    {
        foreach (var wait in await waits.ListAsync(runId, cancellationToken))
        {
            foreach (var job in wait.Jobs)
                await TryAsync(job.Job.Node, () => jobs.CancelAsync(job.Job.Node, job.Job.Id, Grace, cancellationToken: cancellationToken));
            await waits.RemoveAsync(wait.Key, cancellationToken);
        }

        if (await leases.FindAsync(runId, cancellationToken) is { } lease)
        {
            if (session.Serving is { } serving)
                await TryAsync(serving.Node, () => jobs.CancelAsync(serving.Node, serving.JobId, Grace, cancellationToken: cancellationToken));
            if (session.RayStarted)
                await Task.WhenAll(lease.Nodes.Select(n => TryAsync(n, () => StopRayAsync(n, cancellationToken))));
        }

        await leases.ReleaseAsync(runId, cancellationToken);
        foreach (var record in (await records.ListAsync(runId, cancellationToken)).Where(r => r.EndedAt is null))
            await records.SaveAsync(record with { State = StepState.Cancelled, EndedAt = clock.GetUtcNow() }, cancellationToken);
    }

    private async Task StopRayAsync(string node, CancellationToken cancellationToken)
    {
        var script = pool.Find(node).Container is { } container
            ? ShellScript.Command("docker", "exec", container.Name, "sh", "-c", StopRay.Command.Text)
            : StopRay.Command;
        await pool.Shell(node).RunAsync(new ShellCommand(script) { Timeout = TimeSpan.FromMinutes(2) }, cancellationToken);
    }

    private async Task TryAsync(string node, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (ShellException e)
        {
            log.LogWarning(e, "Node {Node} could not be reached for the clean-up of a run; end what is left there by hand", node);
        }
    }
}
