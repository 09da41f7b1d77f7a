using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Host.Benchmarks.Nodes;

/// <summary>
/// Runs one command on many real sshd processes of this machine, against other tools on the same servers in turn, and then
/// watches many idle jobs there.
/// </summary>
internal sealed class NodeBenchmark(TimeProvider clock, Action<string> tell)
{
    private static readonly ShellCommand Command = new(ShellScript.Of($"true"));

    /// <summary>Runs it.</summary>
    /// <param name="scale">How much of everything.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<NodeFigures> RunAsync(NodeScale scale, CancellationToken cancellationToken)
    {
        tell($"Starting {scale.Nodes} sshd");
        await using var fleet = await SshFleet.StartAsync(scale.Nodes, cancellationToken);
        var rivals = new Rivals(fleet, clock);
        var (ssh, clush, first) = (new List<double>(), new List<double?>(), new List<double>());
        for (var round = 0; round <= scale.Rounds; round++)
        {
            tell(round == 0 ? "Trying each way once" : $"Round {round} of {scale.Rounds}: ssh, clush, new connections");
            ssh.Add(await rivals.SshAsync(cancellationToken));
            clush.Add(await rivals.ClushAsync(cancellationToken));
            await using var fresh = fleet.Pool(clock);
            first.Add(await OnAllAsync(fresh, cancellationToken));
        }

        await using var pool = fleet.Pool(clock);
        await OnAllAsync(pool, cancellationToken);
        tell("Open connections");
        var warm = new List<double>();
        for (var round = 0; round < scale.Rounds * 5; round++)
            warm.Add(await OnAllAsync(pool, cancellationToken));

        tell($"Starting {scale.Jobs} jobs");
        var jobs = new IdleJobs(pool, scale.Jobs, clock);
        try
        {
            var started = await jobs.StartAsync(cancellationToken);
            tell($"Watching them for {(scale.Settling + scale.Watching).TotalSeconds:0} s");
            var share = await jobs.WatchAsync(scale.Settling, scale.Watching, cancellationToken);
            return new NodeFigures(
                scale.Nodes, scale.Jobs, Median(ssh.Skip(1)), clush.Contains(null) ? null : Median(clush.Skip(1).OfType<double>()),
                first[0], Median(first.Skip(1)), Median(warm), started, share);
        }
        finally
        {
            await jobs.EndAsync();
        }
    }

    private async Task<double> OnAllAsync(NodePool pool, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var results = await Task.WhenAll(pool.Nodes.Select(n => pool.Shell(n.Name).RunAsync(Command, cancellationToken)));
        var took = clock.GetElapsedTime(start).TotalSeconds;
        return results.All(r => r.ExitCode == 0) ? took : throw new InvalidOperationException($"A command failed: {results.First(r => r.ExitCode != 0).Error}");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

/// <summary>How much of everything.</summary>
/// <param name="Nodes">SSH servers.</param>
/// <param name="Rounds">Measurements of each way.</param>
/// <param name="Jobs">Idle jobs.</param>
/// <param name="Settling">Time before watching counts.</param>
/// <param name="Watching">Time that watching is measured.</param>
internal sealed record NodeScale(int Nodes, int Rounds, int Jobs, TimeSpan Settling, TimeSpan Watching)
{
    /// <summary>As a large cluster.</summary>
    public static readonly NodeScale Full = new(64, 5, 1000, TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(30));

    /// <summary>For a quick look.</summary>
    public static readonly NodeScale Small = new(8, 3, 40, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5));
}
