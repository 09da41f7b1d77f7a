namespace Pipeline.Engine.Definitions.Store;

/// <summary>What starts a published definition, in the database.</summary>
internal sealed class TriggerRow
{
    public string Id { get; set; } = "";
    public string DefinitionId { get; set; } = "";
    public string VersionId { get; set; } = "";
    public string ActivityId { get; set; } = "";

    /// <summary>The trigger's activity type.</summary>
    public string Name { get; set; } = "";

    /// <summary>The stimulus's hash.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The stimulus as JSON.</summary>
    public string? Payload { get; set; }
}
