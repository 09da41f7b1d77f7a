using Microsoft.EntityFrameworkCore;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;
using static Pipeline.Tests.Nodes.TestPool;

namespace Pipeline.Tests.Nodes.Leases;

public sealed class LeasesTests : IAsyncLifetime
{
    private static readonly NodeDefinition[] Two = [Node("gaudi-1"), Node("gaudi-2")];

    private LeaseLaboratory lab = null!;

    public async ValueTask InitializeAsync() => lab = await LeaseLaboratory.CreateAsync();

    public ValueTask DisposeAsync()
    {
        lab.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Free_nodes_are_granted_at_once()
    {
        var leases = lab.Host(Two);
        var lease = await leases.RequestAsync(new LeaseRequest("run-1", 16));
        lease!.Nodes.ShouldBe(["gaudi-1", "gaudi-2"]);
        (await leases.FindAsync("run-1"))!.Nodes.ShouldBe(lease.Nodes);
        (await leases.FindAsync("run-2")).ShouldBeNull();
    }

    [Fact]
    public async Task Asking_again_gives_the_same_lease()
    {
        var leases = lab.Host(Two);
        var first = await leases.RequestAsync(new LeaseRequest("run-1", 8));
        var again = await leases.RequestAsync(new LeaseRequest("run-1", 16));
        again!.Nodes.ShouldBe(first!.Nodes);
        again.Fence.ShouldBe(first.Fence);
    }

    [Fact]
    public async Task A_release_grants_to_who_waits_and_tells()
    {
        var leases = lab.Host(Two);
        var told = Told(leases);
        await leases.RequestAsync(new LeaseRequest("run-1", 16));
        (await leases.RequestAsync(new LeaseRequest("run-2", 8))).ShouldBeNull();
        (await leases.RequestAsync(new LeaseRequest("run-3", 8))).ShouldBeNull();
        await leases.ReleaseAsync("run-1");
        told.Select(l => (l.RunId, l.Nodes[0])).ShouldBe([("run-2", "gaudi-1"), ("run-3", "gaudi-2")]);
        (await leases.FindAsync("run-3"))!.Nodes.ShouldBe(["gaudi-2"]);
    }

    [Fact]
    public async Task A_large_run_is_not_overtaken_by_small_ones()
    {
        var leases = lab.Host(Two);
        var told = Told(leases);
        await leases.RequestAsync(new LeaseRequest("small-1", 8));
        (await leases.RequestAsync(new LeaseRequest("large", 16))).ShouldBeNull();
        (await leases.RequestAsync(new LeaseRequest("small-2", 8))).ShouldBeNull();
        await leases.ReleaseAsync("small-1");
        told.Select(l => l.RunId).ShouldBe(["large"]);
    }

    [Fact]
    public async Task A_run_for_other_nodes_passes_one_that_waits()
    {
        var leases = lab.Host([.. Two, Node("g3", "gaudi3")]);
        await leases.RequestAsync(new LeaseRequest("first", 16) { Device = "gaudi2" });
        (await leases.RequestAsync(new LeaseRequest("waits", 8) { Device = "gaudi2" })).ShouldBeNull();
        (await leases.RequestAsync(new LeaseRequest("passes", 8) { Device = "gaudi3" }))!.Nodes.ShouldBe(["g3"]);
    }

    [Fact]
    public async Task A_later_lease_of_a_node_has_a_larger_fence_also_after_everything_was_released()
    {
        var leases = lab.Host(Two);
        long last = 0;
        for (var i = 0; i < 3; i++)
        {
            var lease = await leases.RequestAsync(new LeaseRequest($"run-{i}", 8));
            lease!.Fence.ShouldBeGreaterThan(last);
            last = lease.Fence;
            await leases.ReleaseAsync(lease.RunId);
            await leases.ReleaseAsync(lease.RunId);
        }

        (await leases.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_waiting_request_can_be_withdrawn()
    {
        var leases = lab.Host(Two);
        await leases.RequestAsync(new LeaseRequest("run-1", 8));
        await leases.RequestAsync(new LeaseRequest("large", 16));
        await leases.ReleaseAsync("large");
        (await leases.RequestAsync(new LeaseRequest("run-2", 8)))!.Nodes.ShouldBe(["gaudi-2"]);
    }

    [Fact]
    public async Task Leases_and_requests_outlive_the_host()
    {
        var first = lab.Host(Two);
        await first.RequestAsync(new LeaseRequest("run-1", 16) { Device = "gaudi2" });
        await first.RequestAsync(new LeaseRequest("run-2", 8) { Labels = [] });

        var next = lab.Host(Two);
        var list = await next.ListAsync();
        list.Select(e => (e.Request.RunId, e.Request.Cards, e.Lease?.Nodes.Count)).ShouldBe([("run-1", 16, 2), ("run-2", 8, null)]);
        await next.ReleaseAsync("run-1");
        (await next.FindAsync("run-2")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_grant_that_nobody_heard_of_is_told_after_the_restart()
    {
        var first = lab.Host(Two);
        await first.RequestAsync(new LeaseRequest("run-1", 16));
        await first.RequestAsync(new LeaseRequest("run-2", 8));
        await first.ReleaseAsync("run-1");

        var next = lab.Host(Two);
        var told = Told(next);
        await next.ResumeAsync();
        await next.ResumeAsync();
        told.Select(l => l.RunId).ShouldBe(["run-2"]);
    }

    [Fact]
    public async Task A_listener_that_fails_is_told_again()
    {
        var leases = lab.Host(Two);
        var failures = 1;
        var told = new List<string>();
        leases.Granted += (lease, _) =>
        {
            if (failures-- > 0)
                throw new InvalidOperationException("The engine is not ready.");
            told.Add(lease.RunId);
            return Task.CompletedTask;
        };
        await leases.RequestAsync(new LeaseRequest("run-1", 16));
        await leases.RequestAsync(new LeaseRequest("run-2", 8));
        await leases.ReleaseAsync("run-1");
        told.ShouldBeEmpty();
        await leases.ResumeAsync();
        told.ShouldBe(["run-2"]);
    }

    [Fact]
    public async Task Nodes_added_to_the_pool_serve_who_waits()
    {
        var small = lab.Host(Node("gaudi-1"));
        await small.RequestAsync(new LeaseRequest("run-1", 8));
        await small.RequestAsync(new LeaseRequest("run-2", 8));
        var grown = lab.Host(Two);
        var told = Told(grown);
        await grown.ResumeAsync();
        told.Single().Nodes.ShouldBe(["gaudi-2"]);
    }

    [Fact]
    public async Task Hosts_that_race_never_lease_a_node_twice_and_serve_every_run()
    {
        var hosts = new[] { lab.Host(Two), lab.Host(Two) };
        var holders = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();
        var fences = new System.Collections.Concurrent.ConcurrentBag<long>();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            var (run, leases) = ($"run-{i}", hosts[i % 2]);
            Lease? lease = null;
            await Eventually.BeTrueAsync(async () => (lease = await leases.RequestAsync(new LeaseRequest(run, i % 3 == 0 ? 16 : 8))) is not null);
            fences.Add(lease!.Fence);
            foreach (var node in lease.Nodes)
                holders.TryAdd(node, run).ShouldBeTrue();
            await Task.Yield();
            foreach (var node in lease.Nodes)
                holders.TryRemove(node, out _);
            await leases.ReleaseAsync(run);
        })));
        fences.Distinct().Count().ShouldBe(12);
        (await hosts[0].ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_tables_join_others_in_the_same_file_and_may_be_there_already()
    {
        await using var context = lab.CreateDbContext();
        await context.Database.ExecuteSqlRawAsync("CREATE TABLE Others (Id INTEGER); DROP TABLE LeasedNodes;");
        await context.EnsureTablesAsync();
        await context.EnsureTablesAsync();
        (await lab.Host(Two).RequestAsync(new LeaseRequest("run-1", 8))).ShouldNotBeNull();
    }

    private static List<Lease> Told(ILeases leases)
    {
        var told = new List<Lease>();
        leases.Granted += (lease, _) =>
        {
            told.Add(lease);
            return Task.CompletedTask;
        };
        return told;
    }
}
