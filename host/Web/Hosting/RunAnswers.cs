using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Hosting;

/// <summary>The answer to whoever started a run.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Links">Where to go on.</param>
public sealed record RunStarted([property: JsonPropertyName("run")] string Run, [property: JsonPropertyName("links")] RunLinks Links)
{
    /// <summary>202 with the run's place. It was committed before this is said.</summary>
    internal static IResult Answer(HttpContext context, AcceptedRun accepted)
    {
        var links = RunLinks.Of(accepted.Run);
        if (!accepted.IsNew)
            context.Response.Headers["Idempotency-Replayed"] = "true";
        return Results.Accepted(links.Self, new RunStarted(accepted.Run, links));
    }

    /// <summary>A body's hash, by which the same delivery is known.</summary>
    internal static string HashOf(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));
}

/// <summary>Where a run is found.</summary>
/// <param name="Self">Its state, as JSON.</param>
/// <param name="Page">Its page, for people.</param>
/// <param name="Logs">Its logs.</param>
/// <param name="Retry">POST: goes on after a failure.</param>
/// <param name="Cancel">POST: ends it.</param>
public sealed record RunLinks(string Self, string Page, string Logs, string Retry, string Cancel)
{
    /// <summary>Those of a run.</summary>
    internal static RunLinks Of(string run) => new($"/api/runs/{run}", $"/runs/{run}", $"/api/runs/{run}/logs", $"/api/runs/{run}/retry", $"/api/runs/{run}/cancel");
}
