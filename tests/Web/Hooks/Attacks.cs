using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Pipeline.Tests.Web.Hooks;

/// <summary>What strangers may try on hooks: refused, and no run is made.</summary>
[Collection(SharedHost.Name)]
public sealed class Attacks(ServedHost shared)
{
    private HttpClient Stranger => shared.Host.Client();

    public static readonly TheoryData<string> Unproven = ["nothing", "wrong secret", "of another body", "cut short", "stale", "from the future", "no id", "no time", "id changed", "wrong key", "wrong signature beside a right key", "secretless hook"];

    [Theory]
    [MemberData(nameof(Unproven))]
    public async Task Who_proves_nothing_starts_nothing(string how)
    {
        var before = await RunsAsync();
        var now = TimeProvider.System.GetUtcNow();
        var request = how switch
        {
            "nothing" => Signed.Unsigned(Signed.Body),
            "wrong secret" => Signed.LikeGitHub(Signed.Body, "guess"),
            "of another body" => Replace(Signed.LikeGitHub("{}"), Signed.Body),
            "cut short" => Signed.Unsigned(Signed.Body).With("X-Hub-Signature-256", "sha256="),
            "stale" => Signed.Standard(Signed.Body, "stale", now.AddMinutes(-6)),
            "from the future" => Signed.Standard(Signed.Body, "future", now.AddMinutes(6)),
            "no id" => Without(Signed.Standard(Signed.Body, "x"), "webhook-id"),
            "no time" => Without(Signed.Standard(Signed.Body, "x"), "webhook-timestamp"),
            "id changed" => Without(Signed.Standard(Signed.Body, "x"), "webhook-id").With("webhook-id", "y"),
            "wrong key" => Signed.Unsigned(Signed.Body).With("X-Api-Key", "pipeline_00000000_guess"),
            "wrong signature beside a right key" => Signed.LikeGitHub(Signed.Body, "guess").With("X-Api-Key", shared.Operator),
            _ => Retarget(Signed.LikeGitHub(Signed.Body), "/hooks/unify"),
        };

        (await Stranger.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await RunsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task An_oversized_body_is_refused_without_being_read()
    {
        var body = $$"""{"model":"{{new string('a', 100_000)}}"}""";

        (await Stranger.SendAsync(Signed.LikeGitHub(body))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_refused_at_the_limit()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/calibrate") { Content = new StreamContent(new MemoryStream(new byte[300_000])) };
        request.Headers.TransferEncodingChunked = true;

        (await Stranger.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("""{"model":""", 30_000, "")]
    [InlineData("""{"nodes":""", 9, "]]]]]]]]]}")]
    public async Task Deeply_nested_JSON_is_refused(string head, int depth, string tail)
    {
        var answer = await Stranger.SendAsync(Signed.LikeGitHub(head + new string('[', depth) + tail));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"model\":\"a\",\"model\":\"b\"}")]
    [InlineData("{\"model\":{\"$type\":\"System.Object\"}}")]
    [InlineData("{\"nodes\":[\"gaudi-1,gaudi-2\"]}")]
    public async Task What_is_no_object_of_inputs_is_refused(string body) =>
        (await Stranger.SendAsync(Signed.LikeGitHub(body))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_form_is_refused()
    {
        var request = Signed.LikeGitHub(Signed.Body);
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");

        (await Stranger.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("with blank")]
    [InlineData("")]
    public async Task A_delivery_key_that_is_none_is_refused(string key)
    {
        var answer = await Stranger.SendAsync(Signed.LikeGitHub(Signed.Body).With("Idempotency-Key", key));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_header_cannot_be_smuggled_in()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(shared.Host.Address.Host, shared.Host.Address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /login?next=/x%0d%0aSet-Cookie:%20evil=1 HTTP/1.1\r\nHost: {shared.Host.Address.Authority}\r\nIdempotency-Key: a\rX-Evil: 1\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);

        var answer = await reader.ReadToEndAsync();

        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldNotContain("evil", Case.Insensitive);
    }

    [Theory]
    [InlineData("$(touch /tmp/pipeline-pwned)")]
    [InlineData("`touch /tmp/pipeline-pwned`")]
    [InlineData("x; touch /tmp/pipeline-pwned #")]
    [InlineData("'; touch /tmp/pipeline-pwned; '")]
    [InlineData("\" && touch /tmp/pipeline-pwned && \"")]
    [InlineData("x | tee /tmp/pipeline-pwned")]
    [InlineData("x\ntouch /tmp/pipeline-pwned\n")]
    public async Task Shell_text_in_any_field_is_refused_or_arrives_as_text(string text)
    {
        File.Delete("/tmp/pipeline-pwned");
        foreach (var field in (string[])["model", "dataset", "output", "tensorParallel", "unifyTo", "batchSize", "sampleLimit", "expertParallel", "eager", "serveOn", "device", "nodes", "pipeline"])
        {
            var inputs = new Dictionary<string, object> { ["model"] = "meta-llama/Llama-3.1-8B", ["dataset"] = "/absent/d.pkl", ["output"] = "/absent/out" };
            inputs[field] = field is "dataset" or "output" ? $"/absent/{text}.pkl" : field == "nodes" ? new[] { text } : text;
            var answer = await Stranger.SendAsync(Signed.LikeGitHub(JsonSerializer.Serialize(inputs)));
            if (answer.StatusCode == HttpStatusCode.BadRequest)
                continue;
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            var run = (await answer.JsonAsync()).GetProperty("run").GetString()!;
            var view = await EndOfAsync(run);
            view.GetProperty("inputs").GetProperty(field).GetString()!.ShouldContain(text);
        }

        File.Exists("/tmp/pipeline-pwned").ShouldBeFalse();
    }

    private async Task<JsonElement> EndOfAsync(string run)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var admin = shared.Host.Admin();
        while (true)
        {
            var view = await (await admin.GetAsync($"/api/runs/{run}", limit.Token)).JsonAsync();
            if (view.GetProperty("endedAt").ValueKind != JsonValueKind.Null)
                return view;
            await Task.Delay(200, limit.Token);
        }
    }

    private async Task<int> RunsAsync() => (await (await shared.Host.Admin().GetAsync("/api/runs?limit=500")).JsonAsync()).GetProperty("runs").GetArrayLength();

    private static HttpRequestMessage Without(HttpRequestMessage request, string header)
    {
        request.Headers.Remove(header);
        return request;
    }

    private static HttpRequestMessage Replace(HttpRequestMessage request, string body)
    {
        request.Content = Signed.Unsigned(body).Content;
        return request;
    }

    private static HttpRequestMessage Retarget(HttpRequestMessage request, string path)
    {
        request.RequestUri = new Uri(path, UriKind.Relative);
        return request;
    }
}
