using Microsoft.EntityFrameworkCore;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Store;
using LeaseStore = Pipeline.Activities.Nodes.Leases.Leases;

namespace Pipeline.Tests.Nodes.Leases;

public sealed class LeasesTests : IAsyncLifetime
{
    private readonly string file = Path.GetTempFileName();
    private readonly NodePool pool = new(
        new NodePoolOptions
        {
            Workspace = "/ws",
            Nodes =
            [
                new NodeDefinition { Name = "a", Device = "gaudi2" }, new NodeDefinition { Name = "b", Device = "gaudi2" },
                new NodeDefinition { Name = "c", Device = "gaudi3", Labels = ["big"] },
            ],
        },
        TimeProvider.System);

    public async ValueTask InitializeAsync() => await Tables.EnsureAsync(Context(), "Leases");

    public ValueTask DisposeAsync()
    {
        File.Delete(file);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nodes_of_one_type_are_leased_until_they_hold_the_cards()
    {
        var lease = await Store().RequestAsync(new LeaseRequest("r1", 16));

        lease!.Nodes.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_run_that_waits_is_served_in_its_turn_and_is_not_passed_by_a_smaller_one()
    {
        var store = Store();
        (await store.RequestAsync(new LeaseRequest("first", 8) { Device = "gaudi2" })).ShouldNotBeNull();
        (await store.RequestAsync(new LeaseRequest("second", 16))).ShouldBeNull();
        (await store.RequestAsync(new LeaseRequest("third", 8) { Device = "gaudi2" })).ShouldBeNull();

        await store.ReleaseAsync("first");

        (await store.FindAsync("second"))!.Nodes.ShouldBe(["a", "b"]);
        (await store.FindAsync("third")).ShouldBeNull();
    }

    [Fact]
    public async Task Asking_again_answers_the_same_lease_and_a_later_lease_has_a_larger_fence()
    {
        var store = Store();
        var first = await store.RequestAsync(new LeaseRequest("r1", 8) { Device = "gaudi3" });
        (await store.RequestAsync(new LeaseRequest("r1", 0)))!.Fence.ShouldBe(first!.Fence);

        await store.ReleaseAsync("r1");
        await store.ReleaseAsync("r1");

        (await store.RequestAsync(new LeaseRequest("r2", 8) { Labels = ["big"] }))!.Fence.ShouldBeGreaterThan(first.Fence);
    }

    [Fact]
    public async Task What_the_pool_can_never_give_is_refused_with_what_it_has()
    {
        var error = await Should.ThrowAsync<LeaseException>(() => Store().RequestAsync(new LeaseRequest("r1", 24)));

        error.Message.ShouldContain("16 cards of gaudi2 in 2 nodes");
        (await Store().ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_pool_can_no_longer_give_holds_up_nobody_and_is_told_to_whoever_asks()
    {
        (await Store().RequestAsync(new LeaseRequest("first", 16))).ShouldNotBeNull();
        (await Store().RequestAsync(new LeaseRequest("second", 16))).ShouldBeNull();
        (await Store().RequestAsync(new LeaseRequest("third", 8) { Device = "gaudi2" })).ShouldBeNull();
        var shrunk = new LeaseStore(new Factory(Context), new NodePool(new NodePoolOptions { Workspace = "/ws", Nodes = [.. pool.Nodes.Skip(1)] }, TimeProvider.System), TimeProvider.System);

        await shrunk.ReleaseAsync("first");

        (await shrunk.FindAsync("third"))!.Nodes.ShouldBe(["b"]);
        (await Should.ThrowAsync<LeaseException>(() => shrunk.RequestAsync(new LeaseRequest("second", 0)))).Message.ShouldContain("16 cards of one device type are wanted");
    }

    [Theory]
    [InlineData("a,a", 8, null, "twice")]
    [InlineData("a,c", 16, null, "a (gaudi2), c (gaudi3) are not all of one device type")]
    [InlineData("a", 8, "gaudi3", "a (gaudi2) are not all of gaudi3")]
    [InlineData("a", 16, null, "16 cards on at least 1 nodes are wanted, but a are 1 with 8 cards")]
    [InlineData("a,z", 16, null, "The pool has no node z")]
    public async Task Named_nodes_that_cannot_serve_the_run_are_refused(string nodes, int cards, string? device, string message)
    {
        var request = new LeaseRequest("r1", cards) { Nodes = nodes.Split(','), Device = device };

        (await Should.ThrowAsync<LeaseException>(() => Store().RequestAsync(request))).Message.ShouldContain(message);
    }

    [Fact]
    public async Task Named_nodes_are_leased_in_their_order()
    {
        (await Store().RequestAsync(new LeaseRequest("r1", 16) { Nodes = ["b", "a"] }))!.Nodes.ShouldBe(["b", "a"]);
    }

    [Fact]
    public async Task Two_processes_never_lease_the_same_node()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => Store().RequestAsync(new LeaseRequest($"r{i}", 8)))));

        var nodes = leases.Where(l => l is not null).SelectMany(l => l!.Nodes).ToList();
        nodes.Distinct().Count().ShouldBe(nodes.Count);
        nodes.Count.ShouldBe(3);
    }

    private LeaseStore Store() => new(new Factory(Context), pool, TimeProvider.System);

    private LeaseContext Context() =>
        new(new DbContextOptionsBuilder<LeaseContext>().UseSqlite($"Data Source={file};Default Timeout=30").Options);

    private sealed class Factory(Func<LeaseContext> make) : IDbContextFactory<LeaseContext>
    {
        public LeaseContext CreateDbContext() => make();
    }
}
