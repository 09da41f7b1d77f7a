namespace Elsa.Common.Entities;

/// <summary>Something with an id that is kept in the database.</summary>
public abstract class Entity
{
    public string Id { get; set; } = "";
    public string? TenantId { get; set; }
}
