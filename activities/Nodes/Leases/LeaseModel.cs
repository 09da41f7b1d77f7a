using Microsoft.EntityFrameworkCore;

namespace Pipeline.Activities.Nodes.Leases;

/// <summary>The lease tables as part of any context's model.</summary>
public static class LeaseModel
{
    /// <summary>Adds the tables <c>Leases</c>, <c>LeasedNodes</c> and <c>LeaseFence</c>; call it in <c>OnModelCreating</c>.</summary>
    public static ModelBuilder AddLeases(this ModelBuilder model)
    {
        model.Entity<LeaseRow>(lease =>
        {
            lease.ToTable("Leases").HasKey(l => l.Number);
            lease.HasIndex(l => l.RunId).IsUnique();
            lease.HasMany(l => l.Nodes).WithOne().HasForeignKey(n => n.LeaseNumber).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<LeasedNodeRow>().ToTable("LeasedNodes").HasKey(n => n.Node);
        model.Entity<LeaseFenceRow>(fence =>
        {
            fence.ToTable("LeaseFence").HasKey(f => f.Id);
            fence.Property(f => f.Id).ValueGeneratedNever();
        });
        return model;
    }
}
