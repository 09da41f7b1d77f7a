using Microsoft.EntityFrameworkCore;

namespace Pipeline.Activities.Nodes.Leases;

/// <summary>The lease tables alone. A context with more in it calls <see cref="LeaseModel.AddLeases"/> instead.</summary>
public sealed class LeaseContext(DbContextOptions<LeaseContext> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddLeases();
}
