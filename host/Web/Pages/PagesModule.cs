using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Host.Web.Pages.Graph;
using Pipeline.Host.Web.Pages.Listing;
using Pipeline.Host.Web.Pages.Live;
using Pipeline.Host.Web.Pages.Pool;
using Pipeline.Host.Web.Pages.Running;
using Pipeline.Host.Web.Pages.Schedules;
using Pipeline.Host.Web.Pages.Starting;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Pages;

/// <summary>The pages for people: rendered here, kept up to date over a WebSocket.</summary>
internal static class PagesModule
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddSignalR(o => (o.MaximumReceiveMessageSize, o.MaximumParallelInvocationsPerClient) = (LiveHub.LargestQuestion, LiveHub.MostStreams));
        services.AddSingleton<PipelineGraphs>();
        services.AddSingleton<RunsList>();
        services.AddSingleton<RunContents>();
        services.AddSingleton<PoolContents>();
        services.AddSingleton<NicReports>();
        services.AddSingleton<SchedulesContents>();
        return services;
    }

    /// <summary>Scripts and styles lie in <c>wwwroot/assets</c> and are no secret: served before anybody is asked for a key. Browsers keep them, and ask whether they changed.</summary>
    public static void UsePageAssets(this WebApplication app) =>
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache" });

    /// <summary>Maps the pages.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapLogin();
        var pages = app.MapGroup("").RequireAuthorization(Roles.Viewer).ExcludeFromDescription();
        pages.MapGet("/", () => Results.Redirect("/runs"));
        pages.MapRunsPage();
        pages.MapNewRunPage();
        pages.MapRunPage();
        pages.MapNodesPage();
        pages.MapSchedulesPage();
        pages.MapHub<LiveHub>("/live");
    }
}
