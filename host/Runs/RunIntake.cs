using Elsa.Workflows;
using Pipeline.Engine.Runtime.Intake;

namespace Pipeline.Host.Runs;

/// <summary>
/// Accepts runs durably without driving them. Thousands of accepted runs are rows and nothing else until their turn comes.
/// </summary>
internal sealed class RunIntake : IAsyncDisposable
{
    private readonly RunChecks checks;
    private readonly RunQueries queries;
    private readonly RunPools pools;
    private readonly IIdentityGenerator ids;
    private readonly GroupCommit<NewRun, InstanceCreation> commits;

    public RunIntake(RunChecks checks, RunQueries queries, RunPools pools, IEngineRuns engine, IIdentityGenerator ids)
    {
        (this.checks, this.queries, this.pools, this.ids) = (checks, queries, pools, ids);
        commits = new GroupCommit<NewRun, InstanceCreation>(async runs =>
        {
            var made = await engine.CreateAsync(runs, CancellationToken.None);
            Accepted?.Invoke();
            return made;
        });
    }

    /// <summary>Told whenever runs were accepted.</summary>
    public event Action? Accepted;

    /// <summary>The run of a delivery that came before; null when it is new.</summary>
    /// <exception cref="DeliveryConflictException">It came with another body.</exception>
    public async Task<AcceptedRun?> FindAsync(Delivery delivery, CancellationToken cancellationToken = default)
    {
        var run = RunOrigin.RunIdOf(delivery);
        if (await queries.OriginAsync(run, cancellationToken) is not { } origin)
            return null;
        return origin.Delivery == delivery ? new AcceptedRun(run, IsNew: false) : throw new DeliveryConflictException(run);
    }

    /// <summary>Checks the inputs and stores the run; returns when it is committed.</summary>
    /// <exception cref="InputException">The inputs cannot work; lists every fault. Nothing was stored.</exception>
    /// <exception cref="DeliveryConflictException">The delivery came before with another body.</exception>
    /// <exception cref="ActivationRefusedException">The workflow allows no run beside one that goes on.</exception>
    public async Task<AcceptedRun> AcceptAsync(RunRequest request, CancellationToken cancellationToken = default)
    {
        CheckedRun accepted;
        try
        {
            accepted = await checks.CheckAsync(request.Workflow, request.Set, request.FilesMayFollow, cancellationToken);
        }
        catch (InputException) when (request.Delivery is not null)
        {
            // That the key was used before says more than what is wrong with the second body.
            if (await FindAsync(request.Delivery, cancellationToken) is { } known)
                return known;
            throw;
        }

        var run = request.Delivery is null ? ids.GenerateId() : RunOrigin.RunIdOf(request.Delivery);
        var creation = await commits.AddAsync(new NewRun(accepted, run, pools.Origin(request.By, request.Delivery)));
        return await AnswerAsync(run, creation, request.Delivery, accepted.Name, cancellationToken);
    }

    /// <summary>Has a run made by something else than a pipeline; returns when it is committed.</summary>
    /// <param name="delivery">What makes a repeated request the same request.</param>
    /// <param name="makeAsync">Makes the run of that id.</param>
    /// <param name="workflow">What runs, for people.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="DeliveryConflictException">The delivery came before with another body.</exception>
    /// <exception cref="ActivationRefusedException">The workflow allows no run beside one that goes on.</exception>
    public async Task<AcceptedRun> AcceptAsync(Delivery? delivery, Func<string, Task<InstanceCreation>> makeAsync, string workflow, CancellationToken cancellationToken = default)
    {
        var run = delivery is null ? ids.GenerateId() : RunOrigin.RunIdOf(delivery);
        var creation = await makeAsync(run);
        if (creation == InstanceCreation.Made)
            Accepted?.Invoke();
        return await AnswerAsync(run, creation, delivery, workflow, cancellationToken);
    }

    private async Task<AcceptedRun> AnswerAsync(string run, InstanceCreation creation, Delivery? delivery, string workflow, CancellationToken cancellationToken) => creation switch
    {
        InstanceCreation.Made => new AcceptedRun(run, IsNew: true),
        InstanceCreation.Refused => throw new ActivationRefusedException(workflow),
        _ => await FindAsync(delivery!, cancellationToken) ?? throw new InvalidOperationException($"The run {run} was deleted while it was asked for."),
    };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => commits.DisposeAsync();
}
