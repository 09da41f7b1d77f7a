namespace Pipeline.Engine.Persistence;

/// <summary>Something an instance, or a caller, has asked for and that is not done yet.</summary>
internal sealed class OutboxItem
{
    /// <summary>Ascending in the order of the requests.</summary>
    public long Id { get; set; }

    /// <summary>The request as JSON.</summary>
    public string Request { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }
}
