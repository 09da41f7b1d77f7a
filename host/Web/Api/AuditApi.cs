using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Api;

/// <summary>Reading the audit log.</summary>
internal static class AuditApi
{
    private const int MostListed = 1000;

    /// <summary>Maps it.</summary>
    public static void MapAudit(this IEndpointRouteBuilder api) =>
        api.MapGet("/audit", (
                AuditLog audit,
                [Description("Most entries, 1 to 1000; 100 when not given")] int? limit,
                [Description("Only entries with a smaller number")] long? before,
                CancellationToken cancellationToken) => audit.ListAsync(Math.Clamp(limit ?? 100, 1, MostListed), before, cancellationToken))
            .RequireAuthorization(Roles.Admin).WithName("ReadAudit").WithTags("Audit").WithSummary("Who did what, the newest first");
}
