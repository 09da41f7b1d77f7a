using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Host.Web.Designer;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Pages;

namespace Pipeline.Host.Web.Security;

/// <summary>Who may do what: keys, cookies, roles, limits, headers.</summary>
internal static class WebSecurity
{
    private const string Either = "KeyOrCookie";

    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddWebSecurity(this IServiceCollection services, IConfiguration settings, SecurityStore store, string dataFolder)
    {
        services.AddSingleton(store);
        services.AddSingleton(store.Keys);
        services.AddSingleton(store.Audit);
        services.AddSingleton<FailedAttempts>();
        services.AddDataProtection().SetApplicationName("Pipeline").PersistKeysToFileSystem(PrivateFolder(Path.Combine(dataFolder, "session-keys")));
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, o => o.ForwardDefaultSelector = context =>
                ApiKeyAuthentication.IsShown(context.Request) ? ApiKeyAuthentication.Name : SessionCookie.Scheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, null)
            .AddCookie(SessionCookie.Scheme, SessionCookie.Configure);
        services.AddAuthorization(o =>
        {
            foreach (var role in Roles.All)
                o.AddPolicy(role, p => p.RequireRole(Roles.AtLeast(role)));
            // What says nothing else needs a key.
            o.FallbackPolicy = o.DefaultPolicy = new AuthorizationPolicyBuilder().RequireRole(Roles.All).Build();
        });
        services.AddRateLimiter(o => RateLimits.Configure(o, settings));
        services.AddExceptionHandler<ErrorAnswers>();
        return services;
    }

    /// <summary>Adds the middleware, in the order that matters.</summary>
    public static void UseWebSecurity(this WebApplication app)
    {
        app.Use(SecurityHeaders.InvokeAsync);
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(context => Problems.WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode, Problems.Words(context.HttpContext.Response.StatusCode)));
        app.UseHostFiltering();
        app.UseStudioFiles();
        app.UsePageAssets();
        app.UseCompressedAnswers();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.Use(SameOrigin.InvokeAsync);
        app.UseAuthorization();
    }

    private static DirectoryInfo PrivateFolder(string path) =>
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
