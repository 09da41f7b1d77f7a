using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Filters;
using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Persistence;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Runtime;

public class Commits
{
    private static Sequence Long(int steps)
    {
        var sequence = new Sequence();
        for (var i = 0; i < steps; i++)
            sequence.Activities.Add(new Say("x"));
        return sequence;
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    public async Task One_commit_and_the_same_rows_per_activity_however_long_the_workflow(int steps)
    {
        await using var host = new Host().With("long", () => Long(steps));
        await host.StartAsync("long", "run");
        await using var db = await host.Get<EngineDatabase>().OpenAsync();

        // Created, the workflow, the sequence, and one per step.
        var revision = await db.Instances.Select(instance => EF.Property<long>(instance, "Revision")).SingleAsync();
        revision.ShouldBe(steps + 3);
        (await host.JournalAsync("run")).Count.ShouldBe(2 * steps + 4);
        (await host.Get<IActivityExecutionStore>().CountAsync(new ActivityExecutionRecordFilter { WorkflowInstanceId = "run" })).ShouldBe(steps + 2);
        (await db.Outbox.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_journal_of_a_run_over_two_hosts_has_no_gap()
    {
        await using var host = new Host().With("hold", () => new Sequence { Activities = { new Say("a"), new Hold("h"), new Say("b") } });
        var started = await host.StartAsync("hold", "run");
        await host.RestartAsync();
        await host.ResumeAsync("run", started.Bookmarks.Single().Id);

        var journal = await host.JournalAsync("run");
        journal.Select(record => record.Sequence).ShouldBe(Enumerable.Range(0, journal.Count).Select(number => (long)number));
        journal.Select(record => $"{record.ActivityId} {record.EventName}").ShouldBe(
        [
            "Workflow1 Started", "Sequence1 Started", "Say1 Started", "Say1 Completed", "Hold1 Started", "Hold1 Suspended",
            "Hold1 Resumed", "Hold1 Completed", "Say2 Started", "Say2 Completed", "Sequence1 Completed", "Workflow1 Completed"
        ]);
    }

    [Fact]
    public async Task A_stale_writer_is_refused_and_stops()
    {
        await using var host = new Host().With("gate", () => new Sequence { Activities = { new PassGate("a"), new Say("b") } });
        var run = host.StartAsync("gate", "run");
        await host.Gate.Reached;
        await using (var db = await host.Get<EngineDatabase>().OpenAsync())
            await db.Instances.ExecuteUpdateAsync(rows => rows.SetProperty(row => EF.Property<long>(row, "Revision"), 100));
        host.Gate.Open();

        var refused = await Should.ThrowAsync<ConcurrencyException>(run);

        refused.InstanceId.ShouldBe("run");
        host.Trace.Text.ShouldBe("a-begins a");
        (await host.FindAsync("run")).SubStatus.ShouldBe(WorkflowSubStatus.Executing);
    }

    [Fact]
    public async Task Another_context_may_live_in_the_same_file()
    {
        await using var host = new Host().With("one", () => new Say("a"));
        Directory.CreateDirectory(Path.GetDirectoryName(host.DatabasePath)!);
        await using (var other = new OtherContext(host.DatabasePath))
            await other.Database.EnsureCreatedAsync();

        await host.StartAsync("one");
        await host.RestartAsync();
        await host.StartAsync("one");

        var runs = (await host.Get<IWorkflowInstanceStore>().SummarizeManyAsync(new())).ToList();
        runs.Count.ShouldBe(2);
        runs.ShouldAllBe(run => run.SubStatus == WorkflowSubStatus.Finished && run.FinishedAt != null);
    }

    private sealed class OtherContext(string path) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite($"Data Source={path}");

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.SharedTypeEntity<Dictionary<string, object>>("Leases", lease => lease.IndexerProperty<int>("Id"));
    }
}
