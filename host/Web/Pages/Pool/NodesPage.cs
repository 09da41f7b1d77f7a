using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Host.Web.Pages.Live;

namespace Pipeline.Host.Web.Pages.Pool;

/// <summary><c>/nodes</c>: the pool, who holds it, and what runs on it.</summary>
internal static class NodesPage
{
    /// <summary>Maps it.</summary>
    public static void MapNodesPage(this IEndpointRouteBuilder app) => app.MapGet("/nodes", async (HttpContext context, PoolContents pool) =>
    {
        var regions = await pool.ReadAsync(context.RequestAborted);
        return Shell.Page(context, "Nodes", Html.Of($"""
            <h1>Nodes</h1>
            <div data-live="Nodes">{regions!.Get("nodes").In("ul", "class=\"cards\"")}</div>
            """));
    });
}
