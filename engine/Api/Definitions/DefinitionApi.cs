using Microsoft.AspNetCore.Routing;
using Pipeline.Engine.Api.Descriptors;

namespace Pipeline.Engine.Api.Definitions;

/// <summary>The part of the designer's API that is about definitions, and what they are made of.</summary>
public static class DefinitionApi
{
    /// <summary>Maps it below the API's root. The host adds <see cref="IDefinitionControl"/>.</summary>
    public static void MapDefinitionApi(this IEndpointRouteBuilder api, ApiPolicies policies)
    {
        api.MapDefinitions(policies);
        api.MapDefinitionChanges(policies);
        api.MapBulkDefinitions(policies);
        api.MapDefinitionFiles(policies);
        api.MapDefinitionRuns(policies);
        api.MapActivityDescriptors(policies);
        api.MapScripting(policies);
    }
}
