using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Composition;

namespace Pipeline.Tests.Host.Listing;

public sealed class LeasesOnTheNodeList
{
    [Fact]
    public async Task The_list_shows_the_holder_and_the_waiting_runs_of_the_very_table_that_leases_write()
    {
        var folder = Directory.CreateTempSubdirectory("pipeline-leases-").FullName;
        var database = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "pipeline.db"), Pooling = false }.ToString();
        var pool = new NodePoolOptions { Workspace = folder, Nodes = [new NodeDefinition { Name = "gaudi-1", Device = "gaudi2" }, new NodeDefinition { Name = "gaudi-2", Device = "gaudi2" }] };
        await File.WriteAllBytesAsync(Path.Combine(folder, "pipeline.db"), []);
        (await NodeListing.ReadAsync(pool, database, default)).ShouldAllBe(n => n.LeasedBy == null);

        var contexts = new LeaseContexts(new DbContextOptionsBuilder<LeaseContext>().UseSqlite(database).Options);
        await using (var context = contexts.CreateDbContext())
            await context.Database.EnsureCreatedAsync();
        await using var nodes = new NodePool(pool, TimeProvider.System);
        var leases = new Leases(contexts, nodes, TimeProvider.System);
        await leases.RequestAsync(new LeaseRequest("first", 8) { Nodes = ["gaudi-2"] });
        await leases.RequestAsync(new LeaseRequest("second", 16));

        var rows = await NodeListing.ReadAsync(pool, database, default);

        rows.Select(r => r.LeasedBy).ShouldBe([null, "first"]);
        rows.ShouldAllBe(r => r.WaitedForBy.Single() == "second");
        Directory.Delete(folder, recursive: true);
    }
}
