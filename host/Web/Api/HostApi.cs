using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Api;

/// <summary>What the host says of itself and of the caller.</summary>
internal static class HostApi
{
    /// <summary>Maps it.</summary>
    public static void MapHost(this IEndpointRouteBuilder api) =>
        api.MapGet("/host", (HttpContext context, HostFacts facts) => new HostState(
                facts.Version, facts.Simulated, context.User.FindFirstValue(ClaimTypes.Name) ?? "", context.User.FindFirstValue(ClaimTypes.Role) ?? ""))
            .RequireAuthorization(Roles.Viewer).WithName("GetHost").WithTags("Host").WithSummary("This host, and who you are");
}

/// <summary>The host and the caller.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="Simulated">Whether it works on simulated nodes.</param>
/// <param name="Key">The name of your key.</param>
/// <param name="Role">Your role.</param>
public sealed record HostState(string Version, bool Simulated, string Key, string Role);
