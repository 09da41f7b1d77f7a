using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Api.Definitions;
using Pipeline.Engine.Api.Descriptors;
using Pipeline.Engine.Api.Instances;
using Pipeline.Engine.Api.Live;

namespace Pipeline.Engine.Api;

/// <summary>The REST API and the hub that the unmodified Elsa Studio works with.</summary>
public static class EngineApi
{
    /// <summary>Where it begins; Studio's <c>remote-endpoint</c>. The hub lies beside it.</summary>
    public const string Root = "/elsa/api";

    private const string Hub = "/elsa/hubs/workflow-instance";

    /// <summary>Adds the services. The host adds <see cref="IDefinitionControl"/> and <see cref="IInstanceControl"/>.</summary>
    public static IServiceCollection AddEngineApi(this IServiceCollection services)
    {
        services.AddSignalR();
        services.AddSingleton<StandIns>();
        services.AddSingleton<InstanceVariables>();
        services.AddSingleton<ActivityStats>();
        services.AddSingleton<ObservedInstances>();
        services.AddHostedService<LiveUpdates>();
        services.AddHostedService<ReadyAnswers>();
        return services;
    }

    /// <summary>Maps it.</summary>
    public static void MapEngineApi(this IEndpointRouteBuilder app, ApiPolicies policies)
    {
        var api = app.MapGroup(Root).WithTags("Designer").WithMetadata(policies).AddEndpointFilter<DefinitionFilter>();
        api.MapDefinitions(policies);
        api.MapDefinitionChanges(policies);
        api.MapBulkDefinitions(policies);
        api.MapDefinitionFiles(policies);
        api.MapDefinitionRuns(policies);
        api.MapActivityDescriptors(policies);
        api.MapScripting(policies);
        api.MapInstances(policies);
        api.MapMatchingInstances(policies);
        api.MapJournal(policies);
        api.MapActivityExecutions(policies);
        api.MapChoices(policies);
        app.MapHub<InstanceHub>(Hub).RequireAuthorization(policies.Read);
    }
}
