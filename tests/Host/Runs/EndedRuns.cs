using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Tests.Host.Runs;

public sealed class EndedRuns
{
    [Fact]
    public async Task Nodes_that_an_ended_run_still_holds_because_its_process_died_are_given_back()
    {
        using var host = new HostProcess();
        var run = (await host.RunAsync("run", "NodeHealthCheck", "--json")).Json.GetProperty("run").GetString()!;
        await LeaveBehindAsync(host.Data, run);
        (await HoldersAsync(host)).ShouldContain(run);

        (await host.RunAsync("run", "--resume", "--json")).ExitCode.ShouldBe(0);

        (await HoldersAsync(host)).ShouldAllBe(holder => holder == null);
    }

    /// <summary>What a process leaves that dies after the run's last commit: its lease and its lock's file.</summary>
    private static async Task LeaveBehindAsync(string data, string run)
    {
        var database = new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "pipeline.db"), Pooling = false }.ToString();
        var contexts = new LeaseContexts(new DbContextOptionsBuilder<LeaseContext>().UseSqlite(database).Options);
        await using var nodes = new NodePool(
            new NodePoolOptions { Workspace = data, Nodes = [new NodeDefinition { Name = "gaudi-1", Device = "gaudi2" }] }, TimeProvider.System);
        await new Leases(contexts, nodes, TimeProvider.System).RequestAsync(new LeaseRequest(run, 8));
        await File.WriteAllBytesAsync(Path.Combine(data, "locks", $"{run}.lock"), []);
    }

    private static async Task<IReadOnlyList<string?>> HoldersAsync(HostProcess host) =>
        [.. (await host.RunAsync("nodes", "--json")).Json.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("leasedBy").GetString())];
}
