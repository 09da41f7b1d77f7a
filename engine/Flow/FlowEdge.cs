namespace Pipeline.Engine.Flow;

/// <summary>A connection with what is known of it from the shape of the flowchart.</summary>
/// <param name="Key">Its name in saved states.</param>
/// <param name="Port">The outcome it starts from.</param>
/// <param name="Source">Where it starts.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="LeadsBack">Whether it closes a loop.</param>
/// <param name="StaysInLoop">Whether source and target are part of the same loop.</param>
internal sealed record FlowEdge(string Key, string Port, FlowVertex Source, FlowVertex Target, bool LeadsBack, bool StaysInLoop);
