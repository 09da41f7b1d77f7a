using System.Net;
using Pipeline.Tests.Web.Hooks;

namespace Pipeline.Tests.Web.Security;

/// <summary>Pages log in with a key; other sites can do nothing with that.</summary>
[Collection(SharedHost.Name)]
public sealed class Browsers(ServedHost shared)
{
    [Fact]
    public async Task A_stranger_is_led_to_the_login_and_back()
    {
        var client = shared.Host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi");
        request.Headers.Accept.ParseAdd("text/html");

        var answer = await client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldEndWith("/login?next=%2Fopenapi");
    }

    [Fact]
    public async Task The_session_cookie_opens_pages_and_API_and_is_out_of_reach_of_scripts()
    {
        var (client, cookie) = await LogInAsync(shared.Viewer);

        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
        (await client.GetAsync("/openapi")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/runs")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/audit")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_wrong_key_does_not_log_in()
    {
        var answer = await PostAsync(shared.Host.Client(), "/login", "pipeline_00000000_guess");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/x\r\nSet-Cookie: evil=1")]
    public async Task Logging_in_leads_nowhere_else(string next)
    {
        var answer = await PostAsync(shared.Host.Client(), "/login", shared.Viewer, next);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("X-Nothing", "said")]
    public async Task Another_site_cannot_use_the_session(string header, string value)
    {
        var (client, _) = await LogInAsync(shared.Operator);
        var before = await RunsAsync();
        using var request = Signed.Unsigned("""{"pipeline":"NodeHealthCheck","inputs":{}}""", "/api/runs").With(header, value);

        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await RunsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Another_site_cannot_log_a_visitor_in()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/login") { Content = Form(shared.Viewer, "/") }.With("Origin", "https://evil.example");

        (await shared.Host.Client().SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Our_own_pages_can()
    {
        var (client, _) = await LogInAsync(shared.Operator);
        using var request = Signed.Unsigned("""{"pipeline":"NodeHealthCheck","inputs":{"nodes":["no-such-node"]}}""", "/api/runs").With("Origin", shared.Host.Address.GetLeftPart(UriPartial.Authority));

        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_name_that_is_not_ours_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login");
        request.Headers.Host = "evil.example";

        (await shared.Host.Client().SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Every_answer_tells_browsers_what_they_may()
    {
        foreach (var path in (string[])["/login", "/api/runs", "/no-such-page", "/assets/site.css"])
        {
            var headers = (await shared.Host.Client().GetAsync(path)).Headers;
            headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self'");
            headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
            headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            headers.Contains("Server").ShouldBeFalse();
        }
    }

    private async Task<(HttpClient Client, string Cookie)> LogInAsync(string key)
    {
        var answer = await PostAsync(shared.Host.Client(), "/login", key, "/openapi");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        var client = shared.Host.Client();
        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        return (client, cookie);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string key, string next = "/") => client.PostAsync(path, Form(key, next));

    private static FormUrlEncodedContent Form(string key, string next) => new(new Dictionary<string, string> { ["key"] = key, ["next"] = next });

    private async Task<int> RunsAsync() => (await (await shared.Host.Admin().GetAsync("/api/runs?limit=500")).JsonAsync()).GetProperty("runs").GetArrayLength();
}
