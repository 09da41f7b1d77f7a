using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Api;
using Pipeline.Engine.Definitions;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Pages;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Designer;

/// <summary>
/// The pages around Elsa Studio's screens. Their addresses are those that Studio itself writes into the address bar,
/// so that each of them can be opened, kept and gone back to.
/// </summary>
internal static class DesignerPages
{
    private static readonly string[] Scripts =
    [
        "_content/BlazorMonaco/jsInterop.js",
        "_content/BlazorMonaco/lib/monaco-editor/min/vs/loader.js",
        "_content/BlazorMonaco/lib/monaco-editor/min/vs/editor/editor.main.js",
        "_content/MudBlazor/MudBlazor.min.js",
        "_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.js",
        "_content/Radzen.Blazor/Radzen.Blazor.js",
        "_framework/blazor.webassembly.js",
    ];

    private static readonly string[] Styles =
    [
        "_content/MudBlazor/MudBlazor.min.css",
        "_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.css",
        "_content/Radzen.Blazor/css/material-base.css",
        "_content/Elsa.Studio.Shell/css/shell.css",
        "Elsa.Studio.Host.CustomElements.styles.css",
    ];

    /// <summary>
    /// What Blazor and Monaco need on top of the other pages' policy: WebAssembly, inline scripts and styles, workers from
    /// blobs. Connections still go to this host only.
    /// </summary>
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>Maps them.</summary>
    public static void MapDesignerPages(this WebApplication app)
    {
        // Studio's viewer links to an instance's log there.
        app.MapGet("/diagnostics/structured-logs", (string workflowInstanceId) => Results.LocalRedirect($"/runs/{Uri.EscapeDataString(workflowInstanceId)}#log")).RequireAuthorization(Roles.Viewer).ExcludeFromDescription();
        var pages = app.MapGroup("/workflows").RequireAuthorization(Roles.Viewer).ExcludeFromDescription();
        pages.MapGet("/", () => Results.Redirect("/workflows/definitions"));
        pages.MapGet("/definitions", (HttpContext context) => Show(context, "Workflows", new("elsa-workflow-definition-list")));
        pages.MapGet("/definitions/{id}/edit", EditAsync);
        pages.MapGet("/instances", (HttpContext context) => Show(context, "Instances", new("elsa-workflow-instance-list")));
        pages.MapGet("/instances/{id}/view", ViewAsync);
        pages.MapInstanceBar();
    }

    private static async Task<IResult> EditAsync(string id, HttpContext context, IDefinitions definitions) =>
        await definitions.FindAsync(id, VersionChoice.All, context.RequestAborted) is { } definition
            ? Show(context, definition.Name ?? id, new("elsa-workflow-definition-editor", "definition-id", id))
            : Missing(context, "workflow", id);

    private static async Task<IResult> ViewAsync(string id, HttpContext context, RunQueries queries) =>
        await queries.FindExactAsync(id, context.RequestAborted) is { } run
            ? Show(context, InstanceBar.Title(run), new("elsa-workflow-instance-viewer", "instance-id", id), InstanceBar.Of(run, context.User))
            : Missing(context, "instance", id);

    /// <summary>Studio asks for the thing and, when there is none, only says that something went wrong.</summary>
    private static IResult Missing(HttpContext context, string what, string id) => Shell.Page(context, "Not found", Html.Of($"""
        <section class="empty"><h1>There is no such {what}</h1><p>Nothing here has the id <code>{id}</code>. It may have been deleted.</p>
        <p><a href="/workflows/definitions">All workflows</a> · <a href="/workflows/instances">All instances</a> · <a href="/runs">All runs</a></p></section>
        """), StatusCodes.Status404NotFound);

    private static IResult Show(HttpContext context, string title, Screen screen, Html? bar = null)
    {
        var state = context.RequestServices.GetRequiredService<StudioState>().Current;
        if (!state.Ready)
            return Shell.Page(context, "Designer", Html.Of($"""<section class="empty"><h1>The designer is not there</h1><p>{state.Reason}</p><p><a href="/runs">All runs</a></p></section>"""), StatusCodes.Status503ServiceUnavailable);
        context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
        return Results.Content(Render(context, title, screen, bar), "text/html; charset=utf-8");
    }

    private static string Render(HttpContext context, string title, Screen screen, Html? bar)
    {
        var facts = context.RequestServices.GetRequiredService<HostFacts>();
        var package = context.RequestServices.GetRequiredService<StudioPackage>();
        var request = context.Request;
        var attribute = screen.Attribute is null ? Html.None : Html.Of($""" {screen.Attribute}="{screen.Value}" """);
        return Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <base href="/">
              <title>{title} · Pipeline</title>
              <link rel="icon" type="image/svg+xml" href="/assets/icon.svg">
              {Styles.Select(s => Html.Of($"""<link rel="stylesheet" href="{StudioFiles.Pinned(s, package)}">"""))}
              <link rel="stylesheet" href="assets/designer.css">
            </head>
            <body>
              <header class="pipeline-bar">
                <a class="brand" href="/runs"><img src="/assets/icon.svg" alt="" width="22" height="22">Pipeline</a>
                <nav aria-label="Main">{Link("/runs", "Runs")}{Link("/nodes", "Nodes")}{Link("/schedules", "Schedules")}{Link("/workflows/definitions", "Workflows")}{Link("/workflows/instances", "Instances")}</nav>
                {Html.If(facts.Simulated, () => new Html("""<span class="simulated" role="note">Simulated nodes</span>"""))}
                {bar ?? Html.None}
                <span class="who">{context.User.FindFirstValue(ClaimTypes.Name)}</span>
              </header>
              <main><{new Html(screen.Element)} id="screen" data-api="{EngineApi.Root}"{attribute}><p class="loading" role="status">The designer is loading…</p></{new Html(screen.Element)}></main>
              <div id="blazor-error-ui" role="alert">Something went wrong in the designer. <a href="">Load the page again</a></div>
              <script src="assets/designer.js"></script>
              {Html.If(bar is not null, () => new Html("""<script type="module" src="assets/standing.js"></script>"""))}
              {Scripts.Select(s => Html.Of($"""<script src="{StudioFiles.Pinned(s, package)}"></script>"""))}
            </body>
            </html>
            """).Text;

        Html Link(string to, string name) => Html.Of($"""<a href="{to}"{new Html(request.Path.StartsWithSegments(to) ? " aria-current=\"page\"" : "")}>{name}</a>""");
    }

    /// <summary>One of Studio's custom elements.</summary>
    /// <param name="Element">Its tag.</param>
    /// <param name="Attribute">The attribute that says what it shows.</param>
    /// <param name="Value">The attribute's value.</param>
    private sealed record Screen(string Element, string? Attribute = null, string? Value = null);
}
