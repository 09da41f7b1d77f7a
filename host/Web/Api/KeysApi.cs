using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Api;

/// <summary>Managing keys.</summary>
internal static class KeysApi
{
    /// <summary>Maps it.</summary>
    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/keys").RequireAuthorization(Roles.Admin).WithTags("Keys");
        keys.MapGet("", (ApiKeys store, CancellationToken cancellationToken) => store.ListAsync(cancellationToken)).WithName("ListKeys").WithSummary("All keys, without their secrets");
        keys.MapPost("", AddAsync).WithName("AddKey").WithSummary("Makes a key; the answer is the one time its secret is seen")
            .Produces<NewKey>(StatusCodes.Status201Created).ProducesProblems(StatusCodes.Status400BadRequest);
        keys.MapDelete("/{key}", RevokeAsync).WithName("RevokeKey").WithSummary("Revokes a key, at once and for good")
            .Produces<ApiKey>().ProducesProblems(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> AddAsync(KeyOrder order, HttpContext context, ApiKeys store, AuditLog audit)
    {
        var (key, secret) = await store.AddAsync(order.Name ?? "", order.Role ?? Roles.Viewer, context.RequestAborted);
        await audit.WriteAsync(context.Actor(), "key.add", key.Name, $"role {key.Role}", context.Remote());
        return Results.Created($"/api/keys/{key.Id}", new NewKey(key.Id, key.Name, key.Role, secret));
    }

    private static async Task<IResult> RevokeAsync(string key, HttpContext context, ApiKeys store, AuditLog audit)
    {
        var revoked = await store.RevokeAsync(key, context.RequestAborted);
        await audit.WriteAsync(context.Actor(), "key.revoke", revoked.Name, remote: context.Remote());
        return Results.Ok(revoked);
    }
}

/// <summary>A key to make.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">Its role.</param>
public sealed record KeyOrder(string? Name, [property: Description("viewer, operator or admin; viewer when not given")] string? Role);

/// <summary>A key that was just made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">Its role.</param>
/// <param name="Key">The key itself: it is stored as a hash only and cannot be shown again.</param>
public sealed record NewKey(string Id, string Name, string Role, string Key);
