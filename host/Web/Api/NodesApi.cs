using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Composition;
using Pipeline.Host.Web.Hosting;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Api;

/// <summary>The pool.</summary>
internal static class NodesApi
{
    /// <summary>Maps it.</summary>
    public static void MapNodes(this IEndpointRouteBuilder api) =>
        api.MapGet("/nodes", async (NodePoolOptions pool, HostFacts facts, CancellationToken cancellationToken) =>
                new NodeList(facts.Simulated, await NodeListing.ReadAsync(pool, HostServices.Database(facts.DataFolder), cancellationToken)))
            .RequireAuthorization(Roles.Viewer).WithName("ListNodes").WithTags("Nodes").WithSummary("The nodes, and who holds or waits for them");
}

/// <summary>The pool.</summary>
/// <param name="Simulated">Whether the nodes are simulated.</param>
/// <param name="Nodes">The nodes.</param>
public sealed record NodeList(bool Simulated, IReadOnlyList<NodeRow> Nodes);
