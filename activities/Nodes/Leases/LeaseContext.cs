using Microsoft.EntityFrameworkCore;

namespace Pipeline.Activities.Nodes.Leases;

/// <summary>The table of leases; shares a database with other tables.</summary>
public sealed class LeaseContext(DbContextOptions<LeaseContext> options) : DbContext(options)
{
    internal DbSet<LeaseRow> Leases => Set<LeaseRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<LeaseRow>(row =>
    {
        row.ToTable("Leases");
        row.HasKey(r => r.Order);
        row.Property(r => r.Order).ValueGeneratedOnAdd();
        row.HasIndex(r => r.RunId).IsUnique();
    });
}

/// <summary>A request, and the grant once there is one.</summary>
internal sealed class LeaseRow
{
    /// <summary>Place in the queue; numbers are never used again, so it is the grant's fencing number too.</summary>
    public long Order { get; set; }

    public required string RunId { get; set; }

    public required string Request { get; set; }

    /// <summary>The granted nodes as JSON, the head first; null while waiting.</summary>
    public string? Nodes { get; set; }

    public long Since { get; set; }
}
