using System.Runtime.CompilerServices;
using Pipeline.Engine.Runtime.Intake;
using Pipeline.Workflows;

namespace Pipeline.Host.Runs;

/// <summary>Runs on the embedded engine.</summary>
internal sealed class Runs(
    RunDriver driver, RunLocks locks, ServeLock serving, RunIntake intake, RunPools pools, RunChecks checks, DesignedWorkflows designed, RunQueries queries, RunLogs logs, RunPlanner planner, IEngineRuns engine) : IRuns
{
    private static readonly IReadOnlyList<WorkflowInfo> Pipelines = [.. PipelineCatalog.All.Select(p => new WorkflowInfo(p.Name, p.Description, [.. p.Inputs.Select(i => RunInput.Of(i).ToInfo())]))];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkflowInfo>> WorkflowsAsync(CancellationToken cancellationToken = default) => [.. Pipelines, .. await designed.ListAsync(cancellationToken)];

    /// <inheritdoc/>
    public async Task<string> StartAsync(string workflow, IReadOnlyDictionary<string, string> set, CancellationToken cancellationToken = default)
    {
        var run = await AcceptAsync(new RunRequest(workflow, set), cancellationToken);
        await driver.SettleAsync(cancellationToken);
        // Where another process serves the folder it may have been faster, and drives the run as well.
        if (!driver.TryDrive(run, token => engine.ContinueAsync(run, token)) && !serving.IsTaken())
            throw new InvalidOperationException($"The new run {run} is driven by another process already.");
        return run;
    }

    /// <inheritdoc/>
    public Task<string> QueueAsync(string workflow, IReadOnlyDictionary<string, string> set, CancellationToken cancellationToken = default)
    {
        pools.RequireSame(serving.Pool());
        return AcceptAsync(new RunRequest(workflow, set), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<RunPlan> PlanAsync(string workflow, IReadOnlyDictionary<string, string> set, CancellationToken cancellationToken = default)
    {
        // A plan may be made before the files are there.
        return await planner.PlanAsync(await checks.CheckAsync(workflow, set, filesMayFollow: true, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RunView?> FindAsync(string run, CancellationToken cancellationToken = default) => queries.FindAsync(run, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunView>> ListAsync(int limit, CancellationToken cancellationToken = default) => queries.ListAsync(new RunFilter(), 0, limit, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ResumeAsync(CancellationToken cancellationToken = default)
    {
        await driver.SettleAsync(cancellationToken);
        var taken = new List<string>();
        var left = new List<string>();
        await foreach (var run in queries.OpenAsync(cancellationToken))
        {
            if (locks.IsTaken(run))
                continue;
            if (await pools.OtherAsync(run, cancellationToken) is { } other)
                left.Add(pools.Explain(run, other));
            else if (driver.TryDrive(run, token => engine.ContinueAsync(run, token)))
                taken.Add(run);
        }

        return taken.Count == 0 && left.Count > 0 ? throw new InputException(left) : taken;
    }

    /// <inheritdoc/>
    public async Task RetryAsync(string run, CancellationToken cancellationToken = default)
    {
        var view = await RequireAsync(run, cancellationToken);
        if (view.Status != RunStatus.Failed)
        {
            var remedy = view.Status == RunStatus.Interrupted ? "'pipeline run --resume' goes on with it" : "there is nothing to retry";
            throw new InputException($"The run {view.Id} is {view.Status.ToString().ToLowerInvariant()}, not failed: {remedy}.");
        }

        await RequireOwnNodesAsync(view.Id, cancellationToken);
        // A run that has just failed is put back first; one that another retries soon reads as open.
        while (!driver.TryDrive(view.Id, token => engine.RetryAsync(view.Id, token)))
        {
            if ((await queries.FindAsync(view.Id, cancellationToken))?.EndedAt is null)
                throw new InputException($"The run {view.Id} is being retried already.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        // Until the retry is committed the run still reads as failed; who looks at it then would take it for over.
        var ended = driver.EndOf(view.Id);
        while (!ended.IsCompleted && (await queries.FindAsync(view.Id, cancellationToken))?.EndedAt is not null)
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task CancelAsync(string run, CancellationToken cancellationToken = default)
    {
        var view = await RequireAsync(run, cancellationToken);
        if (view.Status is RunStatus.Finished or RunStatus.Failed or RunStatus.Cancelled)
            throw new InputException($"The run {view.Id} has ended already ({view.Status.ToString().ToLowerInvariant()}).");
        if (view.Status == RunStatus.Interrupted)
            await RequireOwnNodesAsync(view.Id, cancellationToken);
        locks.AskToCancel(view.Id);
        // The driving process lets go of the lock when everything is put back.
        while ((await queries.FindAsync(view.Id, cancellationToken))?.EndedAt is null || locks.IsTaken(view.Id))
        {
            // Nobody drives it, or its process died meanwhile: this one does, and finds the request at once.
            if (await pools.OtherAsync(view.Id, cancellationToken) is null && driver.TryDrive(view.Id, _ => Task.CompletedTask))
                await driver.EndOf(view.Id).WaitAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LogChunk> LogsAsync(string run, string? step, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var view = await RequireAsync(run, cancellationToken);
        await foreach (var chunk in logs.ReadAsync(view.Id, step, follow, cancellationToken))
            yield return chunk;
    }

    private async Task<string> AcceptAsync(RunRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return (await intake.AcceptAsync(request, cancellationToken)).Run;
        }
        catch (ActivationRefusedException e)
        {
            throw new InputException(e.Message);
        }
    }

    private async Task RequireOwnNodesAsync(string run, CancellationToken cancellationToken)
    {
        if (await pools.OtherAsync(run, cancellationToken) is { } other)
            throw new InputException(pools.Explain(run, other));
    }

    private async Task<RunView> RequireAsync(string run, CancellationToken cancellationToken) =>
        await queries.FindAsync(run, cancellationToken)
        ?? throw new InputException($"There is no run '{run}'. 'pipeline runs' lists those there are.");
}
