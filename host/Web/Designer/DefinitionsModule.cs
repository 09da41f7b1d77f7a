using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Api;
using Pipeline.Engine.Api.Definitions;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Designer;

/// <summary>Definitions over HTTP, for the designer and for everybody else, and what starts their runs.</summary>
internal static class DefinitionsModule
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddDefinitions(this IServiceCollection services)
    {
        services.AddSingleton<IDefinitionControl, DefinitionControl>();
        services.AddHostedService<TriggerClockService>();
        return services;
    }

    /// <summary>Maps them.</summary>
    public static void MapDefinitions(this IEndpointRouteBuilder app) =>
        app.MapGroup("/elsa/api").WithTags("Designer").MapDefinitionApi(new ApiPolicies(Roles.Viewer, Roles.Operator, Roles.Admin));
}
