using Microsoft.EntityFrameworkCore;

namespace Pipeline.Host.Notifications;

/// <summary>The tables of events and of the messages made of them; they share a database with the others.</summary>
internal sealed class NotificationContext(DbContextOptions<NotificationContext> options) : DbContext(options)
{
    public DbSet<RunEventRow> Events => Set<RunEventRow>();

    public DbSet<MessageRow> Messages => Set<MessageRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RunEventRow>(row =>
        {
            row.ToTable("RunEvents");
            row.HasKey(r => r.Id);
            row.HasIndex(r => r.At);
        });
        modelBuilder.Entity<MessageRow>(row =>
        {
            row.ToTable("Notifications");
            row.HasKey(r => new { r.Id, r.Target });
            row.HasIndex(r => new { r.Target, r.Due });
        });
    }
}

/// <summary>An event that the serving host has not looked at yet.</summary>
internal sealed class RunEventRow
{
    public required string Id { get; set; }

    public required string Run { get; set; }

    public required string Kind { get; set; }

    public long At { get; set; }
}

/// <summary>A message that has not arrived yet. Never the target's address or secret, only its name.</summary>
internal sealed class MessageRow
{
    public required string Id { get; set; }

    public required string Target { get; set; }

    public required string Body { get; set; }

    public long MadeAt { get; set; }

    /// <summary>When it is tried next, in UTC ticks.</summary>
    public long Due { get; set; }

    /// <summary>How often it was tried in vain.</summary>
    public int Attempts { get; set; }
}
