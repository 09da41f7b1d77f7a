namespace Pipeline.Engine.Persistence;

/// <summary>Something to do for another instance, committed together with the progress that asks for it.</summary>
internal sealed class OutboxItem
{
    /// <summary>Items are done in this order.</summary>
    public long Order { get; set; }

    /// <summary>The instance it acts on.</summary>
    public required string InstanceId { get; set; }

    /// <summary>The definition to make the instance of, when it may not exist yet.</summary>
    public string? DefinitionId { get; set; }

    /// <summary>The instance that waits for it.</summary>
    public string? ParentId { get; set; }

    public string? CorrelationId { get; set; }

    /// <summary>The bookmark to resume.</summary>
    public string? BookmarkId { get; set; }

    /// <summary>Input and properties as JSON.</summary>
    public string? InputJson { get; set; }

    public string? PropertiesJson { get; set; }
}
