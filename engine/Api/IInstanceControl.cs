using Microsoft.AspNetCore.Http;

namespace Pipeline.Engine.Api;

/// <summary>What the API does to instances; the host knows what else hangs on them: jobs, leases, who drives them, who asked.</summary>
public interface IInstanceControl
{
    /// <summary>Asks for an instance's end.</summary>
    /// <returns>Whether there was a running one.</returns>
    Task<bool> CancelAsync(HttpContext context, string instanceId);

    /// <summary>Runs the faulted activities of an instance again.</summary>
    /// <returns>Whether there was a faulted one.</returns>
    Task<bool> RetryAsync(HttpContext context, string instanceId);

    /// <summary>Deletes an ended instance with its journal.</summary>
    /// <returns>Whether there was an ended one.</returns>
    Task<bool> DeleteAsync(HttpContext context, string instanceId);
}
