using System.Net;
using System.Net.Http.Json;

namespace Pipeline.Tests.Web.Security;

/// <summary>Everything needs a key, and no more than a key's role allows.</summary>
[Collection(SharedHost.Name)]
public sealed class Authentication(ServedHost shared)
{
    [Theory]
    [InlineData("GET", "/api/runs")]
    [InlineData("GET", "/api/runs/0123456789abcdef")]
    [InlineData("POST", "/api/runs")]
    [InlineData("POST", "/api/runs/0123456789abcdef/cancel")]
    [InlineData("GET", "/api/nodes")]
    [InlineData("GET", "/api/pipelines")]
    [InlineData("GET", "/api/keys")]
    [InlineData("GET", "/api/audit")]
    [InlineData("GET", "/api/host")]
    [InlineData("GET", "/api/no-such-thing")]
    [InlineData("GET", "/openapi/v1.json")]
    [InlineData("POST", "/hooks/calibrate")]
    [InlineData("POST", "/hooks/no-such-hook")]
    public async Task A_stranger_is_refused(string method, string path)
    {
        var answer = await shared.Host.Client().SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("pipeline_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("pipeline__")]
    [InlineData("' OR 1=1 --")]
    public async Task A_wrong_key_is_refused(string key)
    {
        var client = shared.Host.Client();
        client.DefaultRequestHeaders.Add("X-Api-Key", key);

        (await client.GetAsync("/api/runs")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("viewer", "POST", "/api/runs")]
    [InlineData("viewer", "POST", "/api/runs/0123456789abcdef/retry")]
    [InlineData("viewer", "POST", "/api/runs/0123456789abcdef/cancel")]
    [InlineData("viewer", "POST", "/hooks/calibrate")]
    [InlineData("viewer", "GET", "/api/audit")]
    [InlineData("viewer", "GET", "/api/keys")]
    [InlineData("operator", "GET", "/api/audit")]
    [InlineData("operator", "GET", "/api/keys")]
    [InlineData("operator", "POST", "/api/keys")]
    [InlineData("operator", "DELETE", "/api/keys/first-admin")]
    public async Task A_role_does_not_reach_further_than_it_goes(string role, string method, string path)
    {
        var client = shared.Host.Client(role == "viewer" ? shared.Viewer : shared.Operator);

        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? JsonContent.Create(new { }) : null };

        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_revoked_key_ends_at_once()
    {
        var key = await shared.Host.KeyAsync("viewer", "short-lived");
        var client = shared.Host.Client(key);
        (await client.GetAsync("/api/runs")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await shared.Host.RunAsync("keys", "revoke", "short-lived")).ExitCode.ShouldBe(0);

        (await client.GetAsync("/api/runs")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_last_admin_key_cannot_be_revoked()
    {
        var outcome = await shared.Host.RunAsync("keys", "revoke", "first-admin");

        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("last admin key");
    }
}
