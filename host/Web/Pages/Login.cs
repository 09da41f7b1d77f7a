using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Pages;

/// <summary>Logging in with an API key, and out.</summary>
internal static class Login
{
    private const int LargestForm = 16 * 1024;
    private const string Home = "/";

    /// <summary>Maps <c>/login</c> and <c>/logout</c>.</summary>
    public static void MapLogin(this IEndpointRouteBuilder app)
    {
        app.MapGet("/login", (HttpContext context, string? next) => Page(context, next, null, StatusCodes.Status200OK)).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/login", (Delegate)EnterAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/logout", (Delegate)LeaveAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> EnterAsync(HttpContext context, ApiKeys keys, AuditLog audit)
    {
        if (await Forms.ReadAsync(context, LargestForm) is not { } form)
            return Problems.Of(StatusCodes.Status400BadRequest, "Send the form of /login.");
        var next = form["next"].ToString();
        if (await keys.VerifyAsync(form["key"].ToString().Trim(), context.RequestAborted) is not { } key)
            return Page(context, next, "This key is not valid. Ask whoever runs this host for one, or make one with 'pipeline keys add'.", StatusCodes.Status401Unauthorized);
        await context.SignInAsync(SessionCookie.Scheme, Caller.Of(key, SessionCookie.Scheme));
        await audit.WriteAsync($"key {key.Name}", "login", remote: context.Remote());
        return Results.LocalRedirect(IsLocal(next) ? next : Home);
    }

    private static async Task<IResult> LeaveAsync(HttpContext context)
    {
        await context.SignOutAsync(SessionCookie.Scheme);
        return Results.LocalRedirect("/login");
    }

    private static IResult Page(HttpContext context, string? next, string? fault, int status) => Shell.Page(context, "Log in", Html.Of($"""
        <form class="login card" method="post" action="/login">
          <img src="/assets/icon.svg" alt="" width="44" height="44">
          <h1>Log in to Pipeline</h1>
          {Html.If(fault is not null, () => Html.Of($"""<p class="fault" role="alert" id="fault">{fault}</p>"""))}
          <label for="key">API key</label>
          <input id="key" name="key" type="password" autocomplete="current-password" required autofocus{new Html(fault is null ? "" : " aria-invalid=\"true\" aria-describedby=\"fault\"")}>
          <input type="hidden" name="next" value="{(IsLocal(next) ? next! : Home)}">
          <button class="primary">Log in</button>
          <p class="hint">The first start of this host printed an admin key. More come from <code>pipeline keys add</code>.</p>
        </form>
        """), status);

    /// <summary>A path of this host: nobody is led elsewhere after logging in.</summary>
    private static bool IsLocal(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);
}
