using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Host.Web.Hosting;

namespace Pipeline.Host.Web.Pages;

/// <summary>What every page has around its content.</summary>
internal static class Shell
{
    /// <summary>The page as an answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="title">Its title, as text.</param>
    /// <param name="content">Its content.</param>
    /// <param name="status">The HTTP status.</param>
    public static IResult Page(HttpContext context, string title, Html content, int status = StatusCodes.Status200OK) =>
        Results.Content(Render(context, title, content), "text/html; charset=utf-8", statusCode: status);

    /// <summary>The page as HTML.</summary>
    /// <param name="context">The request.</param>
    /// <param name="title">Its title, as text.</param>
    /// <param name="content">Its content.</param>
    public static string Render(HttpContext context, string title, Html content)
    {
        var facts = context.RequestServices.GetRequiredService<HostFacts>();
        return Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{title} · Pipeline</title>
              <link rel="icon" type="image/svg+xml" href="/assets/icon.svg">
              <link rel="stylesheet" href="/assets/site.css">
              <script defer src="/assets/vendor/signalr.min.js"></script>
              <script type="module" src="/assets/site.js"></script>
            </head>
            <body>
              <a class="skip" href="#content">Skip to content</a>
              {Html.If(facts.Simulated, () => new Html("""<p class="banner" role="note"><strong>Simulated nodes.</strong> No pool is configured: nothing here touches a real card.</p>"""))}
              {Header(context, facts)}
              <main id="content" tabindex="-1">{content}</main>
              <p id="connection" class="toast" role="status" hidden>Connection lost. Trying again…</p>
            </body>
            </html>
            """).Text;
    }

    private static Html Header(HttpContext context, HostFacts facts)
    {
        if (context.User.Identity is not { IsAuthenticated: true })
            return Html.None;
        var path = context.Request.Path;
        Html Link(string to, string name) => Html.Of($"""<a href="{to}"{new Html(path.StartsWithSegments(to) ? " aria-current=\"page\"" : "")}>{name}</a>""");
        return Html.Of($"""
            <header class="top">
              <a class="brand" href="/runs"><img src="/assets/icon.svg" alt="" width="22" height="22">Pipeline</a>
              <nav aria-label="Main">{Link("/runs", "Runs")}{Link("/nodes", "Nodes")}{Link("/schedules", "Schedules")}{Link("/workflows/definitions", "Workflows")}{Link("/workflows/instances", "Instances")}{Link("/openapi", "API")}</nav>
              <form method="post" action="/logout"><span title="Version {facts.Version}, role {context.User.FindFirstValue(ClaimTypes.Role)}">{context.User.FindFirstValue(ClaimTypes.Name)}</span><button class="quiet">Log out</button></form>
            </header>
            """);
    }
}
