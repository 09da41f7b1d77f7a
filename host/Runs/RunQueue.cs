using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pipeline.Host.Runs;

/// <summary>
/// In a serving host: takes up every run that no process drives, the oldest first, and drives so many at once as the nodes
/// can be of use to. All others wait in the database, whether they came by a hook, were handed over by a command, or were
/// left by a process that died.
/// </summary>
internal sealed class RunQueue(
    RunDriver driver, RunIntake intake, RunQueries queries, RunLocks locks, RunPools pools, IEngineRuns engine, RunQueueOptions options, TimeProvider clock, ILogger<RunQueue> log) : IHostedService, IDisposable
{
    private readonly SemaphoreSlim wake = new(0, 1);
    private readonly CancellationTokenSource stopping = new();
    private readonly TakeUps takeUps = new(clock);
    private Task work = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        intake.Accepted += Wake;
        driver.Left += Wake;
        work = Task.Run(WorkAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        intake.Accepted -= Wake;
        driver.Left -= Wake;
        await stopping.CancelAsync();
        await work;
        await driver.StopAsync(options.Grace, clock);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stopping.Dispose();
        wake.Dispose();
    }

    private void Wake()
    {
        try
        {
            wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    private async Task WorkAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (driver.MustSettle)
                    await driver.SettleAsync(stopping.Token);
                await TakeUpAsync(stopping.Token);
                await wake.WaitAsync(options.Sweep, stopping.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "Waiting runs could not be taken up; it is tried again in {Pause}", options.Sweep);
                await Task.Delay(options.Sweep, clock);
            }
        }
    }

    private async Task TakeUpAsync(CancellationToken cancellationToken)
    {
        if (driver.Count >= options.MostDriven)
            return;
        await foreach (var run in queries.OpenAsync(cancellationToken))
        {
            if (driver.Count >= options.MostDriven)
                return;
            if (!takeUps.IsDue(run) || locks.IsTaken(run))
                continue;
            if (await pools.OtherAsync(run, cancellationToken) is { } other)
                log.LogWarning("{Why} It is left alone.", pools.Explain(run, other));
            else if (!driver.TryDrive(run, token => engine.ContinueAsync(run, token)))
                continue;
            takeUps.Taken(run);
        }
    }
}

/// <summary>How a serving host takes runs up.</summary>
/// <param name="MostDriven">Most runs driven at once by this process; more wait in the database.</param>
internal sealed record RunQueueOptions(int MostDriven)
{
    /// <summary>How often to look for runs that other processes left or handed over.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a stopping host lets activities in progress come to their end.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(20);
}
