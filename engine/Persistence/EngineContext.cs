using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Pipeline.Engine.Definitions.Store;

namespace Pipeline.Engine.Persistence;

/// <summary>
/// The engine's tables. Values of unknown type are JSON in shadow columns (<see cref="JsonColumns"/>); moments are UTC ticks,
/// which every database orders alike.
/// </summary>
public sealed class EngineContext(DbContextOptions<EngineContext> options) : DbContext(options)
{
    public DbSet<WorkflowInstance> Instances => Set<WorkflowInstance>();
    public DbSet<StoredBookmark> Bookmarks => Set<StoredBookmark>();
    public DbSet<WorkflowExecutionLogRecord> Journal => Set<WorkflowExecutionLogRecord>();
    public DbSet<ActivityExecutionRecord> ActivityExecutions => Set<ActivityExecutionRecord>();
    internal DbSet<StoredDefinition> Definitions => Set<StoredDefinition>();
    internal DbSet<TriggerRow> Triggers => Set<TriggerRow>();
    internal DbSet<OutboxItem> Outbox => Set<OutboxItem>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<WorkflowInstance>(entity =>
        {
            entity.ToTable("WorkflowInstances");
            entity.Ignore(instance => instance.WorkflowState);
            entity.Property<string>(JsonColumns.State);
            entity.Property<long>(JsonColumns.Revision).IsConcurrencyToken();
            entity.Property<bool>(JsonColumns.HasWork);
            entity.Property(instance => instance.Status).HasConversion<string>();
            entity.Property(instance => instance.SubStatus).HasConversion<string>();
            entity.HasIndex(instance => instance.CreatedAt);
            entity.HasIndex(instance => new { instance.Status, instance.CreatedAt });
            entity.HasIndex(instance => instance.DefinitionId);
            entity.HasIndex(instance => instance.CorrelationId);
            entity.HasIndex(instance => instance.ParentWorkflowInstanceId);
            entity.HasIndex(JsonColumns.HasWork);
        });
        modelBuilder.Entity<StoredBookmark>(entity =>
        {
            entity.ToTable("Bookmarks");
            entity.Ignore(bookmark => bookmark.Payload);
            entity.Ignore(bookmark => bookmark.Metadata);
            entity.Property<string?>(JsonColumns.Payload);
            entity.Property<string?>(JsonColumns.Metadata);
            entity.HasIndex(bookmark => bookmark.Hash);
            entity.HasIndex(bookmark => bookmark.WorkflowInstanceId);
            entity.HasIndex(bookmark => bookmark.Name);
        });
        modelBuilder.Entity<WorkflowExecutionLogRecord>(entity =>
        {
            entity.ToTable("WorkflowExecutionLogRecords");
            entity.HasKey(record => new { record.WorkflowInstanceId, record.Sequence });
            entity.Ignore(record => record.Payload);
            entity.Property<string?>(JsonColumns.Payload);
        });
        modelBuilder.Entity<ActivityExecutionRecord>(entity =>
        {
            entity.ToTable("ActivityExecutionRecords");
            entity.Ignore(record => record.ActivityState);
            entity.Ignore(record => record.Payload);
            entity.Ignore(record => record.Outputs);
            entity.Ignore(record => record.Exception);
            entity.Property<string?>(JsonColumns.State);
            entity.Property<string?>(JsonColumns.Payload);
            entity.Property<string?>(JsonColumns.Outputs);
            entity.Property<string?>(JsonColumns.Exception);
            entity.Property(record => record.Status).HasConversion<string>();
            entity.HasIndex(record => record.WorkflowInstanceId);
        });
        modelBuilder.Entity<StoredDefinition>(entity =>
        {
            entity.ToTable("WorkflowDefinitions");
            entity.HasIndex(version => new { version.DefinitionId, version.Version }).IsUnique();
        });
        modelBuilder.HasDbFunction(() => JsonParts.Of("", "", "")).HasName(JsonParts.Function).IsBuiltIn();
        modelBuilder.Entity<TriggerRow>(entity =>
        {
            entity.ToTable("Triggers");
            entity.HasIndex(trigger => trigger.DefinitionId);
            entity.HasIndex(trigger => trigger.Hash);
        });
        modelBuilder.Entity<OutboxItem>(entity =>
        {
            entity.ToTable("DispatchOutbox");
            entity.Property(item => item.Id).ValueGeneratedOnAdd();
        });
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(moment => moment.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
