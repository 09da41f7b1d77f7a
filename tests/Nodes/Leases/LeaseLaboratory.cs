using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Tests.Nodes.Leases;

/// <summary>Lease stores of any number of hosts on one SQLite file.</summary>
internal sealed class LeaseLaboratory : IDbContextFactory<LeaseContext>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pipeline-leases-").FullName;
    private readonly DbContextOptions<LeaseContext> options;

    private LeaseLaboratory() =>
        options = new DbContextOptionsBuilder<LeaseContext>().UseSqlite($"Data Source={Path.Combine(folder, "test.db")};Pooling=False").Options;

    public static async Task<LeaseLaboratory> CreateAsync()
    {
        var lab = new LeaseLaboratory();
        await using var context = lab.CreateDbContext();
        await context.EnsureTablesAsync();
        return lab;
    }

    public LeaseContext CreateDbContext() => new(options);

    public ILeases Host(params NodeDefinition[] nodes) =>
        new Leases<LeaseContext>(this, TestPool.Of(folder, nodes), TimeProvider.System, NullLogger<Leases<LeaseContext>>.Instance);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
