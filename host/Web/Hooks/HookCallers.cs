using Microsoft.AspNetCore.Http;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Hooks;

/// <summary>Who may start a hook: who signs with its secret, or shows a key of an operator; everybody where it is configured open.</summary>
internal sealed class HookCallers(HookOptions options, TimeProvider clock)
{
    /// <summary>Looks at the credentials. What is shown must be right: a wrong signature is refused whatever else comes with it.</summary>
    public HookCaller Of(HttpContext context, string path, ReadOnlySpan<byte> body)
    {
        var headers = context.Request.Headers;
        var secret = options.Secrets.TryGetValue(path, out var text) && text.Length > 0 ? StandardWebhook.Key(text) : null;
        if (headers[StandardWebhook.SignatureHeader] is { Count: > 0 } standard)
        {
            return Judge(secret is null ? NoSecret(path) : StandardWebhook.Fault(
                secret, headers[StandardWebhook.IdHeader], headers[StandardWebhook.TimestampHeader], standard.ToString(), body, clock.GetUtcNow(), options.Tolerance), path);
        }

        if (headers[HubSignature.Header] is { Count: > 0 } hub)
            return Judge(secret is null ? NoSecret(path) : HubSignature.IsValid(secret, body, hub.ToString()) ? null : $"{HubSignature.Header} is not this body's.", path);
        if (context.User.Identity is { IsAuthenticated: true })
        {
            return Roles.AtLeast(Roles.Operator).Any(context.User.IsInRole)
                ? new HookCaller(context.Actor(), StatusCodes.Status200OK, null)
                : new HookCaller(null, StatusCodes.Status403Forbidden, "Your key's role does not allow this; it takes an operator's.");
        }

        return ApiKeyAuthentication.IsShown(context.Request) || !options.Open.GetValueOrDefault(path)
            ? new HookCaller(null, StatusCodes.Status401Unauthorized, $"Sign the request with the hook's secret ({StandardWebhook.SignatureHeader} or {HubSignature.Header}), or show an operator's API key.")
            : new HookCaller($"anybody by hook {path}", StatusCodes.Status200OK, null);
    }

    private static HookCaller Judge(string? fault, string path) => fault is null
        ? new HookCaller($"hook {path}", StatusCodes.Status200OK, null)
        : new HookCaller(null, StatusCodes.Status401Unauthorized, fault);

    private static string NoSecret(string path) => $"The hook '{path}' has no secret; configure Hooks:Secrets:{path}, or show an API key.";
}

/// <summary>What came of looking at the credentials.</summary>
/// <param name="Actor">Who it is; null when refused.</param>
/// <param name="Status">200, 401 or 403.</param>
/// <param name="Fault">Why it is refused.</param>
internal sealed record HookCaller(string? Actor, int Status, string? Fault);
