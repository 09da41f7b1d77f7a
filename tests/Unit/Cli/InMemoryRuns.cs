using System.Runtime.CompilerServices;
using Pipeline.Host.Runs;

namespace Pipeline.Tests.Unit.Cli;

/// <summary>Runs that tests put there: every look at a run shows the next of its views, the last for ever.</summary>
internal sealed class InMemoryRuns : IRuns
{
    private readonly Dictionary<string, Queue<RunView>> views = [];

    public Task<IReadOnlyList<WorkflowInfo>> WorkflowsAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<WorkflowInfo>>([]);

    public List<(string Workflow, IReadOnlyDictionary<string, string> Set)> Started { get; } = [];

    public List<string> Retried { get; } = [];

    public List<LogChunk> Logs { get; } = [];

    public RunPlan Plan { get; set; } = new("MultiNodeCalibration", [], []);

    public Exception? Fails { get; set; }

    public Action Looked { get; set; } = () => { };

    public void Add(params RunView[] looks) => views[looks[0].Id] = new Queue<RunView>(looks);

    public Task<string> StartAsync(string workflow, IReadOnlyDictionary<string, string> set, CancellationToken cancellationToken = default)
    {
        if (Fails is not null)
            throw Fails;
        Started.Add((workflow, set));
        return Task.FromResult(views.Keys.First());
    }

    public Task<string> QueueAsync(string workflow, IReadOnlyDictionary<string, string> set, CancellationToken cancellationToken = default) => StartAsync(workflow, set, cancellationToken);

    public Task<RunPlan> PlanAsync(string workflow, IReadOnlyDictionary<string, string> set, CancellationToken cancellationToken = default) => Task.FromResult(Plan);

    public Task<RunView?> FindAsync(string run, CancellationToken cancellationToken = default)
    {
        Looked();
        var looks = views.FirstOrDefault(v => v.Key.StartsWith(run, StringComparison.Ordinal)).Value;
        return Task.FromResult(looks is null ? null : looks.Count > 1 ? looks.Dequeue() : looks.Peek());
    }

    public Task<IReadOnlyList<RunView>> ListAsync(int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<RunView>>([.. views.Values.Select(v => v.Last()).Take(limit)]);

    public Task<IReadOnlyList<string>> ResumeAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<string>>([.. views.Keys]);

    public Task RetryAsync(string run, CancellationToken cancellationToken = default)
    {
        Retried.Add(run);
        return Task.CompletedTask;
    }

    public Task CancelAsync(string run, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public async IAsyncEnumerable<LogChunk> LogsAsync(string run, string? step, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var chunk in Logs.Where(l => step is null || l.Step == step))
            yield return chunk;
        await Task.CompletedTask;
    }
}
