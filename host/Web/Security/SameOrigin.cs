using Microsoft.AspNetCore.Http;
using Pipeline.Host.Web.Hosting;

namespace Pipeline.Host.Web.Security;

/// <summary>
/// Against cross-site requests: what changes something, or opens a WebSocket, and is authenticated by the cookie must come
/// from our own pages. Browsers say where a request comes from and let no script lie about it; a request that does not say
/// is refused. Keys in headers need no such check: no other site can add them.
/// </summary>
internal static class SameOrigin
{
    /// <summary>The middleware; after authentication.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next) => IsAllowed(context)
        ? next(context)
        : Problems.WriteAsync(context, StatusCodes.Status403Forbidden, "This request does not come from a page of this host.");

    private static bool IsAllowed(HttpContext context)
    {
        var request = context.Request;
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (reads && !string.Equals(request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase))
            return true;
        var byCookie = context.User.Identity is { IsAuthenticated: true, AuthenticationType: not ApiKeyAuthentication.Name };
        return OriginOf(request) switch
        {
            true => true,
            false => !byCookie && !request.Path.StartsWithSegments("/login"),
            null => !byCookie,
        };
    }

    /// <summary>Whether it comes from our origin; null when it does not say.</summary>
    private static bool? OriginOf(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site])
            return site == "same-origin";
        if (request.Headers.Origin is not [{ } origin])
            return null;
        return Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
