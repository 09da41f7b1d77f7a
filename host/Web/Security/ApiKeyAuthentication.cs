using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Host.Web.Hosting;

namespace Pipeline.Host.Web.Security;

/// <summary>Authenticates by <c>Authorization: Bearer</c> or <c>X-Api-Key</c>.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys, FailedAttempts attempts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "ApiKey";

    private const string Header = "X-Api-Key";
    private const string Bearer = "Bearer ";

    /// <summary>Whether a request shows a key.</summary>
    public static bool IsShown(HttpRequest request) => request.Headers.ContainsKey(Header) || request.Headers.ContainsKey("Authorization");

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var shown = Request.Headers[Header] is [{ } only] ? only
            : Request.Headers.Authorization is [{ } value] && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? value[Bearer.Length..].Trim()
            : null;
        if (shown is null)
            return AuthenticateResult.NoResult();
        return await keys.VerifyAsync(shown, Context.RequestAborted) is { } key
            ? AuthenticateResult.Success(new AuthenticationTicket(Caller.Of(key, Name), Name))
            : AuthenticateResult.Fail("The key is not valid.");
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => attempts.RefuseAsync(Context, "The API key is missing, wrong or revoked.");

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.WriteAsync(Context, StatusCodes.Status403Forbidden, "Your key's role does not allow this.");
}
