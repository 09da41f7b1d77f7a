using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Pipeline.Engine.Persistence;

/// <summary>The engine's tables. Values of unknown type are kept as JSON text in columns of their own.</summary>
public sealed class EngineContext(DbContextOptions<EngineContext> options) : DbContext(options)
{
    /// <summary>Column of an instance's state as JSON.</summary>
    internal const string State = "State";

    /// <summary>Column that counts an instance's commits: a writer that has not seen the last one is refused.</summary>
    internal const string Revision = "Revision";

    /// <summary>Column of a payload as JSON.</summary>
    internal const string Payload = "PayloadJson";

    internal DbSet<WorkflowInstance> Instances => Set<WorkflowInstance>();

    internal DbSet<StoredBookmark> Bookmarks => Set<StoredBookmark>();

    internal DbSet<WorkflowExecutionLogRecord> Journal => Set<WorkflowExecutionLogRecord>();

    internal DbSet<OutboxItem> Outbox => Set<OutboxItem>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Ticks in UTC: every provider can order and compare them.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TicksConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<WorkflowInstance>(instance =>
        {
            instance.ToTable("WorkflowInstances");
            instance.HasKey(i => i.Id);
            instance.Ignore(i => i.WorkflowState);
            instance.Property<string>(State);
            instance.Property<long>(Revision);
            instance.HasIndex(i => i.CreatedAt);
            instance.HasIndex(i => i.Status);
            instance.HasIndex(i => i.ParentWorkflowInstanceId);
        });
        modelBuilder.Entity<StoredBookmark>(bookmark =>
        {
            bookmark.ToTable("Bookmarks");
            bookmark.HasKey(b => b.Id);
            bookmark.Ignore(b => b.Payload);
            bookmark.Ignore(b => b.Metadata);
            bookmark.Property<string?>(Payload);
            bookmark.HasIndex(b => b.Hash);
            bookmark.HasIndex(b => b.WorkflowInstanceId);
            bookmark.HasIndex(b => b.Name);
        });
        modelBuilder.Entity<WorkflowExecutionLogRecord>(record =>
        {
            record.ToTable("Journal");
            record.HasKey(r => new { r.WorkflowInstanceId, r.Sequence });
            record.Ignore(r => r.Id);
            record.Ignore(r => r.Payload);
            record.Property<string?>(Payload);
        });
        modelBuilder.Entity<OutboxItem>(item =>
        {
            item.ToTable("Outbox");
            item.HasKey(o => o.Order);
            item.Property(o => o.Order).ValueGeneratedOnAdd();
        });
    }

    private sealed class TicksConverter() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
