using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Host.Web.Hosting;

namespace Pipeline.Host.Web.Api;

/// <summary>The REST API under <c>/api</c>, described at <c>/openapi/v1.json</c>.</summary>
internal static class ApiModule
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddOpenApi("v1", Description.Configure);
        return services;
    }

    /// <summary>Maps it.</summary>
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api")
            .ProducesProblems(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests);
        api.MapRuns();
        api.MapRunActions();
        api.MapLogs();
        api.MapNodes();
        api.MapPipelines();
        api.MapSchedules();
        api.MapKeys();
        api.MapAudit();
        api.MapHost();
        app.MapDescription();
    }

    /// <summary>Says which refusals an endpoint can give.</summary>
    public static TBuilder ProducesProblems<TBuilder>(this TBuilder endpoint, params IEnumerable<int> statuses) where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(Problem), ["application/problem+json"]));
        return endpoint;
    }
}
