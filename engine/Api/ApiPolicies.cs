namespace Pipeline.Engine.Api;

/// <summary>The host's authorization policies for the API.</summary>
/// <param name="Read">To see definitions and instances.</param>
/// <param name="Run">To start, retry, cancel and delete instances.</param>
/// <param name="Edit">To change definitions.</param>
public sealed record ApiPolicies(string Read, string Run, string Edit);
