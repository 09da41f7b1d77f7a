namespace Pipeline.Engine.Definitions.Store;

/// <summary>A version of a definition in the database.</summary>
internal sealed class StoredDefinition
{
    /// <summary>The version's id.</summary>
    public string Id { get; set; } = "";

    public string DefinitionId { get; set; } = "";
    public string? Name { get; set; }
    public string? Description { get; set; }

    /// <summary>Counts from 1 within the definition; never used again, also not after a deletion of a version that has runs.</summary>
    public int Version { get; set; }

    public string? ToolVersion { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public bool IsLatest { get; set; }
    public bool IsPublished { get; set; }

    /// <summary>Was published, or has run: the content never changes again, saving makes the next version.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Deleted, but runs of it exist: it is listed no more, yet they go on and can be looked at.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Variables, inputs, outputs, options, root and unknown members as JSON.</summary>
    public string Content { get; set; } = "{}";
}
