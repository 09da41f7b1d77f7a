using Microsoft.AspNetCore.Http;

namespace Pipeline.Host.Web.Pages;

/// <summary>
/// Reads the forms of pages. That they come from our own pages is checked before, for every request that the cookie
/// authenticates.
/// </summary>
internal static class Forms
{
    /// <summary>The form; null when the body is none, or larger than <paramref name="limit"/> bytes.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context, int limit) =>
        context.Request.HasFormContentType && context.Request.ContentLength is { } length && length <= limit
            ? await context.Request.ReadFormAsync(context.RequestAborted)
            : null;
}
