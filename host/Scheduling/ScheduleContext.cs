using Microsoft.EntityFrameworkCore;

namespace Pipeline.Host.Scheduling;

/// <summary>The tables of schedules and of what fired; they share a database with the others.</summary>
internal sealed class ScheduleContext(DbContextOptions<ScheduleContext> options) : DbContext(options)
{
    public DbSet<ScheduleRow> Schedules => Set<ScheduleRow>();

    public DbSet<OccurrenceRow> Occurrences => Set<OccurrenceRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ScheduleRow>(row =>
        {
            row.ToTable("Schedules");
            row.HasKey(r => r.Name);
        });
        modelBuilder.Entity<OccurrenceRow>(row =>
        {
            row.ToTable("ScheduleOccurrences");
            row.HasKey(r => new { r.Schedule, r.FireTime });
            row.HasIndex(r => new { r.Schedule, r.IsOpen });
        });
    }
}

/// <summary>What is remembered of a schedule; what it is stands in the settings.</summary>
internal sealed class ScheduleRow
{
    public required string Name { get; set; }

    public bool Paused { get; set; }

    /// <summary>Up to when it was decided what is due, in UTC ticks.</summary>
    public long Decided { get; set; }

    /// <summary>Its timing when that was decided.</summary>
    public required string Timing { get; set; }
}

/// <summary>An occurrence as stored.</summary>
internal sealed class OccurrenceRow
{
    public required string Schedule { get; set; }

    /// <summary>UTC ticks.</summary>
    public long FireTime { get; set; }

    public bool IsOpen { get; set; }

    public required string Json { get; set; }
}
