namespace Pipeline.Host.Runs;

/// <summary>Everything that commands, hooks and pages do with runs.</summary>
public interface IRuns
{
    /// <summary>What can be run: the pipelines of the product, then published definitions.</summary>
    Task<IReadOnlyList<WorkflowInfo>> WorkflowsAsync(CancellationToken cancellationToken = default);

    /// <summary>Checks the inputs, makes the run durably and begins to drive it in this process.</summary>
    /// <exception cref="InputException">The inputs cannot work; lists every fault. Nothing was started.</exception>
    Task<string> StartAsync(string workflow, IReadOnlyDictionary<string, string> set, CancellationToken cancellationToken = default);

    /// <summary>Checks the inputs and makes the run durably; the host that serves the data folder drives it.</summary>
    /// <exception cref="InputException">The inputs cannot work; lists every fault. Nothing was started.</exception>
    Task<string> QueueAsync(string workflow, IReadOnlyDictionary<string, string> set, CancellationToken cancellationToken = default);

    /// <summary>What such a run would do.</summary>
    /// <exception cref="InputException">The inputs cannot work.</exception>
    Task<RunPlan> PlanAsync(string workflow, IReadOnlyDictionary<string, string> set, CancellationToken cancellationToken = default);

    /// <summary>The run with its steps; by id or by an unambiguous beginning of one. Null when there is none.</summary>
    /// <exception cref="InputException">The beginning is ambiguous.</exception>
    Task<RunView?> FindAsync(string run, CancellationToken cancellationToken = default);

    /// <summary>The newest runs first, without steps.</summary>
    Task<IReadOnlyList<RunView>> ListAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>Takes up every run that no host process drives; returns their ids.</summary>
    Task<IReadOnlyList<string>> ResumeAsync(CancellationToken cancellationToken = default);

    /// <summary>Goes on with a failed run at the failed step and drives it in this process.</summary>
    /// <exception cref="InputException">The run is not one that failed.</exception>
    Task RetryAsync(string run, CancellationToken cancellationToken = default);

    /// <summary>Ends a run: its jobs, Ray and its leases. Returns when it has ended, whichever process drives it.</summary>
    /// <exception cref="InputException">The run has ended already.</exception>
    Task CancelAsync(string run, CancellationToken cancellationToken = default);

    /// <summary>The logs of a run's jobs, of one step when given; with <paramref name="follow"/> until the run ends.</summary>
    /// <exception cref="InputException">No such step; lists those there are.</exception>
    IAsyncEnumerable<LogChunk> LogsAsync(string run, string? step, bool follow, CancellationToken cancellationToken = default);
}

/// <summary>Input that cannot work: one message per fault, each naming the value and the remedy. Exit code 2.</summary>
public sealed class InputException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>For a single fault.</summary>
    public InputException(string fault) : this([fault]) { }

    /// <summary>The faults.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
