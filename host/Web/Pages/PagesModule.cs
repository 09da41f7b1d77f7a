using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Host.Web.Pages;

/// <summary>The pages for people.</summary>
internal static class PagesModule
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services) => services;

    /// <summary>Maps the pages. Scripts and styles lie in <c>wwwroot/assets</c> and are no secret.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.UseStaticFiles();
        app.MapGet("/", () => Results.Redirect("/runs")).ExcludeFromDescription();
        app.MapLogin();
    }
}
