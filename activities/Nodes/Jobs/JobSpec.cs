using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>
/// A detached job: a script on one node that outlives the connection and the host process. Everything about it is in
/// <c>&lt;workspace&gt;/.pipeline/jobs/&lt;id&gt;/</c>.
/// </summary>
/// <param name="Id">Names the job for ever; starting the same id twice starts it once. Letters, digits, <c>.</c>, <c>_</c>, <c>-</c>.</param>
/// <param name="Node">The node's name.</param>
/// <param name="Script">What to run.</param>
public sealed record JobSpec(string Id, string Node, ShellScript Script)
{
    /// <summary>Environment variables set for the script (in the container, when there is one).</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Working folder; the login folder when null.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Name of the running container that the script runs in; the node itself when null.</summary>
    public string? Container { get; init; }

    /// <summary>After this time the job is ended and counts as timed out; no limit when null.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>A job whose log does not grow for so long is ended and counts as timed out; no limit when null.</summary>
    public TimeSpan? SilenceLimit { get; init; }
}
