using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pipeline.Tests.Web.Hooks;

/// <summary>Makes deliveries as senders do; written from the senders' documentation, not with the host's own code.</summary>
internal static class Signed
{
    public const string Body = """{"model":"meta-llama/Llama-3.1-8B-Instruct","dataset":"/absent/d.pkl","output":"/absent/out","tensorParallel":8}""";

    public static HttpRequestMessage Unsigned(string body, string path = "/hooks/calibrate")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    public static HttpRequestMessage LikeGitHub(string body, string secret = ServingHost.HookSecret, string? delivery = null)
    {
        var request = Unsigned(body);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body));
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(hash));
        if (delivery is not null)
            request.Headers.Add("X-GitHub-Delivery", delivery);
        return request;
    }

    public static HttpRequestMessage Standard(string body, string id, DateTimeOffset? at = null, string secret = ServingHost.HookSecret)
    {
        var request = Unsigned(body);
        var time = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{id}.{time}.{body}"));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", time);
        request.Headers.Add("webhook-signature", "v1,AAAA v1," + Convert.ToBase64String(hash));
        return request;
    }

    public static HttpRequestMessage With(this HttpRequestMessage request, string header, string value)
    {
        request.Headers.TryAddWithoutValidation(header, value).ShouldBeTrue();
        return request;
    }

    public static async Task<string> RunAsync(this HttpClient client, HttpRequestMessage request)
    {
        var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync()).GetProperty("run").GetString()!;
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    public static async Task<IReadOnlyList<string>> FaultsAsync(this HttpResponseMessage answer) =>
        [.. (await answer.JsonAsync()).GetProperty("errors").EnumerateArray().Select(e => e.GetString()!)];
}
