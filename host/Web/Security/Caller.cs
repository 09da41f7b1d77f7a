using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Host.Web.Security;

/// <summary>Who asks.</summary>
internal static class Caller
{
    /// <summary>The identity of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="scheme">How it was shown.</param>
    public static ClaimsPrincipal Of(ApiKey key, string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, key.Id), new Claim(ClaimTypes.Name, key.Name), new Claim(ClaimTypes.Role, key.Role)], scheme));

    /// <summary>The caller's key's id; null for strangers.</summary>
    public static string? KeyId(this HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>The caller for the audit log and a run's record.</summary>
    public static string Actor(this HttpContext context) => $"key {context.User.FindFirstValue(ClaimTypes.Name)}";

    /// <summary>The address that the request came from.</summary>
    public static string? Remote(this HttpContext context) => context.Connection.RemoteIpAddress?.ToString();
}
