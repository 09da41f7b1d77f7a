using Elsa.Workflows.Runtime.Messages;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Runtime.Bursts;

/// <summary>What came of running an instance once.</summary>
/// <param name="Response">How it stands; null if there was nothing to run.</param>
/// <param name="Stored">Requests that it made.</param>
/// <param name="Consumed">Whether a commit removed the request that caused it.</param>
internal sealed record Burst(RunWorkflowInstanceResponse? Response, IReadOnlyList<OutboxEntry> Stored, bool Consumed = true)
{
    public static Burst Nothing { get; } = new(null, []);
}
