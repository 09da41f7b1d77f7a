using Microsoft.EntityFrameworkCore;

namespace Pipeline.Host.Web.Security;

/// <summary>The tables of keys and of the audit log; they share a database with the others.</summary>
internal sealed class SecurityContext(DbContextOptions<SecurityContext> options) : DbContext(options)
{
    public DbSet<ApiKeyRow> Keys => Set<ApiKeyRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ApiKeyRow>(row =>
        {
            row.ToTable("ApiKeys");
            row.HasKey(r => r.Id);
        });
        modelBuilder.Entity<AuditRow>(row =>
        {
            row.ToTable("AuditEntries");
            row.HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedOnAdd();
        });
    }
}

/// <summary>A key as stored: never the key itself.</summary>
internal sealed class ApiKeyRow
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string Role { get; set; }

    /// <summary>SHA-256 of the whole key, in hex.</summary>
    public required string Hash { get; set; }

    public long CreatedAt { get; set; }

    public long? RevokedAt { get; set; }
}

/// <summary>One line of the audit log.</summary>
internal sealed class AuditRow
{
    public long Id { get; set; }

    public long At { get; set; }

    public required string Actor { get; set; }

    public required string Action { get; set; }

    public string? Subject { get; set; }

    public string? Detail { get; set; }

    public string? Remote { get; set; }
}
