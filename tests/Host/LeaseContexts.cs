using Microsoft.EntityFrameworkCore;
using Pipeline.Activities.Nodes.Leases;

namespace Pipeline.Tests.Host;

/// <summary>Opens the lease table of a database.</summary>
internal sealed class LeaseContexts(DbContextOptions<LeaseContext> options) : IDbContextFactory<LeaseContext>
{
    public LeaseContext CreateDbContext() => new(options);
}
