namespace Pipeline.Engine.Runtime.Outbox;

/// <summary>A stored request.</summary>
internal sealed record OutboxEntry(long Id, OutboxRequest Request);
