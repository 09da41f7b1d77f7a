using System.Runtime.CompilerServices;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Activities.Steps.Records;
using Pipeline.Workflows;

namespace Pipeline.Host.Runs;

/// <summary>Runs on the embedded engine.</summary>
internal sealed class Runs(
    RunDriver driver, RunLocks locks, RunQueries queries, RunLogs logs, RunPlanner planner, IEngineRuns engine, INodePool pool, IServiceScopeFactory scopes) : IRuns
{
    /// <inheritdoc/>
    public IReadOnlyList<WorkflowInfo> Workflows { get; } = [.. PipelineCatalog.All.Select(p => new WorkflowInfo(
        p.Name,
        p.Description,
        [.. p.Inputs.Select(i => new WorkflowInputInfo(i.Name, InputReader.Words(i.Type), i.Description, InputReader.Text(i.Default)))]))];

    /// <inheritdoc/>
    public async Task<string> StartAsync(string workflow, IReadOnlyDictionary<string, string> set, CancellationToken cancellationToken = default)
    {
        var (pipeline, values, _) = Accept(workflow, set, IsMissing);
        await driver.SettleAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var client = await scope.ServiceProvider.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(cancellationToken);
        await client.CreateInstanceAsync(
            new CreateWorkflowInstanceRequest
            {
                WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId(pipeline.Name),
                Input = values.ToDictionary(v => v.Key, v => v.Value!),
                Name = pipeline.Name,
            },
            cancellationToken);
        var run = client.WorkflowInstanceId;
        if (!driver.TryDrive(run, token => engine.ContinueAsync(run, token)))
            throw new InvalidOperationException($"The new run {run} is driven by another process already.");
        return run;
    }

    /// <inheritdoc/>
    public async Task<RunPlan> PlanAsync(string workflow, IReadOnlyDictionary<string, string> set, CancellationToken cancellationToken = default)
    {
        // A plan may be made before the files are there.
        var (pipeline, values, check) = Accept(workflow, set, _ => false);
        return await planner.PlanAsync(pipeline, values, check.Warnings, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RunView?> FindAsync(string run, CancellationToken cancellationToken = default) => queries.FindAsync(run, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunView>> ListAsync(int limit, CancellationToken cancellationToken = default) => queries.ListAsync(limit, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ResumeAsync(CancellationToken cancellationToken = default)
    {
        await driver.SettleAsync(cancellationToken);
        var taken = new List<string>();
        foreach (var run in await queries.OpenAsync(cancellationToken))
        {
            if (driver.TryDrive(run, token => engine.ContinueAsync(run, token)))
                taken.Add(run);
        }

        return taken;
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

        if (!driver.TryDrive(view.Id, token => engine.RetryAsync(view.Id, token)))
            throw new InputException($"The run {view.Id} is being retried already.");
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
        locks.AskToCancel(view.Id);
        // Nobody drives it: this process does, and finds the request at once.
        if (driver.TryDrive(view.Id, _ => Task.CompletedTask))
        {
            await driver.EndOf(view.Id).WaitAsync(cancellationToken);
            return;
        }

        // The driving process lets go of the lock when everything is put back.
        while ((await queries.FindAsync(view.Id, cancellationToken))?.EndedAt is null || locks.IsTaken(view.Id))
            await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LogChunk> LogsAsync(string run, string? step, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var view = await RequireAsync(run, cancellationToken);
        await foreach (var chunk in logs.ReadAsync(view.Id, step, follow, cancellationToken))
            yield return chunk;
    }

    /// <summary>Known only where all steps run on this very machine; elsewhere the first step looks.</summary>
    private bool IsMissing(string path) =>
        pool.Nodes.All(n => n.Transport is Transport.Local or Transport.Simulated && n.Container is null) && !Path.Exists(path);

    private (PipelineWorkflow Pipeline, Dictionary<string, object?> Values, InputCheck Check) Accept(
        string workflow, IReadOnlyDictionary<string, string> set, Func<string, bool> isMissing)
    {
        var pipeline = PipelineCatalog.All.FirstOrDefault(p => string.Equals(p.Name, workflow, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException($"There is no pipeline '{workflow}'. There are {string.Join(", ", PipelineCatalog.All.Select(p => p.Name))}.");
        var values = InputReader.Read(pipeline, set);
        var facts = new PoolFacts([.. pool.Nodes.Select(n => new PoolNode(n.Name, n.Device, n.Cards))]) { IsMissing = isMissing };
        var check = pipeline.Check(values, facts);
        return check.Faults.Count > 0 ? throw new InputException(check.Faults) : (pipeline, values, check);
    }

    private async Task<RunView> RequireAsync(string run, CancellationToken cancellationToken) =>
        await queries.FindAsync(run, cancellationToken)
        ?? throw new InputException($"There is no run '{run}'. 'pipeline runs' lists those there are.");
}
