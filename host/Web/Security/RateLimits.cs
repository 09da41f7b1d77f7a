using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Pipeline.Host.Web.Hosting;

namespace Pipeline.Host.Web.Security;

/// <summary>
/// How much one caller may ask for: a bucket per key, or per address for strangers, and one per address for hooks.
/// <c>RateLimits:PerSecond</c> (500) and <c>RateLimits:Burst</c> (twice as many) in the settings.
/// </summary>
internal static class RateLimits
{
    /// <summary>Sets the limiter up.</summary>
    public static void Configure(RateLimiterOptions options, IConfiguration settings)
    {
        var perSecond = settings.GetValue("RateLimits:PerSecond", 500);
        var burst = settings.GetValue("RateLimits:Burst", perSecond * 2);
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            PartitionOf(context),
            _ => new TokenBucketRateLimiterOptions { TokenLimit = burst, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), AutoReplenishment = true }));
        options.OnRejected = (rejected, _) =>
        {
            var pause = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return new ValueTask(Problems.WriteAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "Too many requests; wait as long as Retry-After says."));
        };
    }

    private static string PartitionOf(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/hooks") ? $"hooks {context.Remote()}"
        : context.KeyId() is { } key ? $"key {key}"
        : $"address {context.Remote()}";
}
