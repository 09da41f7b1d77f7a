using Polly;
using Polly.Retry;

namespace Pipeline.Activities.Nodes.Shells;

/// <summary>
/// Repeats commands whose transport failed for the moment (<see cref="ShellException.Transient"/>), with exponentially
/// growing pauses. Nobody knows whether the failed command ran, so a command may run more than once: scripts given to a
/// node's shell must bear that. Exit codes are results, not faults, and are never retried here.
/// </summary>
public sealed class RetryingShell : IShell
{
    private readonly IShell shell;
    private readonly ResiliencePipeline<ShellResult> pipeline;

    /// <summary>Wraps a shell, which it owns from now on.</summary>
    public RetryingShell(IShell shell, TimeProvider time, ShellRetryOptions options)
    {
        this.shell = shell;
        pipeline = options.Retries == 0
            ? ResiliencePipeline<ShellResult>.Empty
            : new ResiliencePipelineBuilder<ShellResult> { TimeProvider = time }.AddRetry(Strategy(options)).Build();
    }

    /// <inheritdoc/>
    public async Task<ShellResult> RunAsync(ShellCommand command, CancellationToken cancellationToken = default) =>
        await pipeline.ExecuteAsync(
            static async (state, token) => await state.shell.RunAsync(state.command, token), (shell, command), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => shell.DisposeAsync();

    private static RetryStrategyOptions<ShellResult> Strategy(ShellRetryOptions options) => new()
    {
        ShouldHandle = new PredicateBuilder<ShellResult>().Handle<ShellException>(e => e.Transient),
        MaxRetryAttempts = options.Retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.Delay,
        MaxDelay = options.LongestDelay,
    };
}
