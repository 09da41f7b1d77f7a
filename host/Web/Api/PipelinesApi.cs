using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Api;

/// <summary>What can be started.</summary>
internal static class PipelinesApi
{
    /// <summary>Maps it.</summary>
    public static void MapPipelines(this IEndpointRouteBuilder api) =>
        api.MapGet("/pipelines", (IRuns runs, CancellationToken cancellationToken) => runs.WorkflowsAsync(cancellationToken))
            .RequireAuthorization(Roles.Viewer).WithName("ListPipelines").WithTags("Pipelines").WithSummary("The pipelines and published definitions with their inputs");
}
