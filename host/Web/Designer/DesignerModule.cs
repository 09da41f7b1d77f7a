using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Api;
using Pipeline.Engine.Api.Definitions;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Designer;

/// <summary>The visual designer: Elsa Studio's files, the pages around its screens, the API behind them, and the clock that starts designed workflows.</summary>
internal static class DesignerModule
{
    /// <summary>
    /// Adds the services. <c>Designer:Folder</c> overrides where <c>package.json</c> lies, <c>Designer:Restore</c>
    /// (true) whether missing files are fetched from npm.
    /// </summary>
    public static IServiceCollection AddDesigner(this IServiceCollection services, IConfiguration settings, CliConsole console)
    {
        var package = new StudioPackage(Path.GetFullPath(settings["Designer:Folder"] is { Length: > 0 } folder ? folder : Path.Combine(AppContext.BaseDirectory, "designer-assets")));
        var state = new StudioState();
        if (package.IsThere)
            state.Set(StudioState.There);
        services.AddSingleton(package);
        services.AddSingleton(state);
        services.AddSingleton(new StudioProgress(console));
        if (!state.Current.Ready && settings.GetValue("Designer:Restore", true))
            services.AddHostedService<StudioRestore>();
        services.AddEngineApi();
        services.AddCompressedAnswers();
        services.AddSingleton<IDefinitionControl, DefinitionControl>();
        services.AddSingleton<IInstanceControl, InstanceControl>();
        services.AddHostedService<TriggerClockService>();
        return services;
    }

    /// <summary>Maps the pages, and the API behind them.</summary>
    public static void MapDesigner(this WebApplication app)
    {
        app.MapDesignerPages();
        app.MapEngineApi(new ApiPolicies(Roles.Viewer, Roles.Operator, Roles.Admin));
    }
}
