using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Engine.Api;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Pages;
using Pipeline.Host.Web.Pages.Live;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Designer;

/// <summary>What stands above Studio's viewer: how the run is, the way to its own page, and the retry that Studio has no button for.</summary>
internal static class InstanceBar
{
    /// <summary>Maps what the bar asks for, and its button.</summary>
    public static void MapInstanceBar(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/instances/{id}/standing", StandingAsync);
        pages.MapPost("/instances/{id}/retry", RetryAsync).RequireAuthorization(Roles.Operator);
    }

    /// <summary>The bar. Its script asks for it again and again.</summary>
    public static Html Of(RunView run, ClaimsPrincipal user) => Html.Of($"""
        <div id="standing" data-run="{run.Id}" data-title="{Title(run)} · Pipeline" data-open="{(run.EndedAt is null ? "yes" : "no")}">
          <span class="pill {Words.Class(run.Status)}">{Words.Sign(run.Status)} {run.Status.ToString()}</span>
          {Html.If(LiveHub.MayOperate(user) && run.Status == RunStatus.Failed, () => Html.Of($"""<form method="post" action="/workflows/instances/{run.Id}/retry"><button title="Goes on at the failed step; what is done is kept.">Retry</button></form>"""))}
          <a href="/runs/{run.Id}">Run page</a>
        </div>
        """);

    /// <summary>The page's title.</summary>
    public static string Title(RunView run) => $"{Words.Sign(run.Status)} {run.Title} · {run.Status}";

    private static async Task<IResult> StandingAsync(string id, HttpContext context, RunQueries queries) =>
        await queries.FindExactAsync(id, context.RequestAborted) is { } run
            ? Results.Content(Of(run, context.User).Text, "text/html; charset=utf-8")
            : Results.NotFound();

    /// <summary>A button that came too late does nothing: the page that it leads back to shows how the instance is.</summary>
    private static async Task<IResult> RetryAsync(string id, HttpContext context, IInstanceControl control)
    {
        await control.RetryAsync(context, id);
        return Results.LocalRedirect($"/workflows/instances/{Uri.EscapeDataString(id)}/view");
    }
}
