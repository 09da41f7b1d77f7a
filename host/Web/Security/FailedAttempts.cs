using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pipeline.Host.Web.Hosting;

namespace Pipeline.Host.Web.Security;

/// <summary>
/// Answers those who show no valid credentials: 401, and 429 to an address that does it too often. Who shows valid ones is
/// never kept out by others.
/// </summary>
internal sealed class FailedAttempts(ILogger<FailedAttempts> log) : IDisposable
{
    private const int PerMinute = 300;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
        address, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Refuses a request.</summary>
    public Task RefuseAsync(HttpContext context, string why)
    {
        var address = context.Remote() ?? "";
        using var lease = limiter.AttemptAcquire(address);
        if (lease.IsAcquired)
        {
            log.LogWarning("Refused {Method} {Path} from {Address}: {Why}", context.Request.Method, context.Request.Path.Value, address, why);
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.WriteAsync(context, StatusCodes.Status401Unauthorized, why);
        }

        var pause = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.WriteAsync(context, StatusCodes.Status429TooManyRequests, "Too many requests without valid credentials came from your address.");
    }

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();
}
