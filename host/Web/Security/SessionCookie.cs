using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Host.Web.Hosting;

namespace Pipeline.Host.Web.Security;

/// <summary>How pages stay logged in: an encrypted cookie that names the key; it ends when the key is revoked.</summary>
internal static class SessionCookie
{
    /// <summary>The scheme's name.</summary>
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>Sets the cookie up.</summary>
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "pipeline-session";
        options.Cookie.HttpOnly = true;
        // Lax, not Strict: a link to a run in a chat must open it. Requests that change something are checked by SameOrigin.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = true;
        options.LoginPath = "/login";
        options.ReturnUrlParameter = "next";
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = ChallengeAsync;
        options.Events.OnRedirectToAccessDenied = context =>
            Problems.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "Your key's role does not allow this.");
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<ApiKeys>();
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        if (id is not null && await keys.FindValidAsync(id, context.HttpContext.RequestAborted) is not null)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    /// <summary>People are led to the login; programs are told.</summary>
    private static Task ChallengeAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && Problems.IsPage(context.HttpContext))
        {
            context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        }

        return context.HttpContext.RequestServices.GetRequiredService<FailedAttempts>().RefuseAsync(context.HttpContext, "Show an API key, or log in.");
    }
}
