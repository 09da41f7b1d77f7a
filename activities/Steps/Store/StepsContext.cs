using Microsoft.EntityFrameworkCore;

namespace Pipeline.Activities.Steps.Store;

/// <summary>The tables of step records and open waits; they share a database with the engine's.</summary>
public sealed class StepsContext(DbContextOptions<StepsContext> options) : DbContext(options)
{
    internal DbSet<StepRecordRow> Records => Set<StepRecordRow>();

    internal DbSet<StepWaitRow> Waits => Set<StepWaitRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StepRecordRow>(row =>
        {
            row.ToTable("StepRecords");
            row.HasKey(r => new { r.RunId, r.ActivityId, r.Visit });
        });
        modelBuilder.Entity<StepWaitRow>(row =>
        {
            row.ToTable("StepWaits");
            row.HasKey(r => r.Key);
            row.HasIndex(r => r.RunId);
        });
    }
}

/// <summary>A step record as stored: its key, its place in the order, and the record as JSON.</summary>
internal sealed class StepRecordRow
{
    public required string RunId { get; set; }

    public required string ActivityId { get; set; }

    public int Visit { get; set; }

    public long StartedAt { get; set; }

    public required string Json { get; set; }
}

/// <summary>An open wait as stored.</summary>
internal sealed class StepWaitRow
{
    public required string Key { get; set; }

    public required string RunId { get; set; }

    public required string Json { get; set; }
}
