using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Engine.Api;

/// <summary>What somebody may do who asks: the designer offers only that.</summary>
internal static class ApiRights
{
    /// <summary>Whether who asks may change definitions.</summary>
    public static async Task<bool> MayEditAsync(this HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ApiPolicies>() is { } policies
        && (await context.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.User, policies.Edit)).Succeeded;
}
