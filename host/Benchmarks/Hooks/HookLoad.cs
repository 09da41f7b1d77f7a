using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Pipeline.Host.Web.Hooks;

namespace Pipeline.Host.Benchmarks.Hooks;

/// <summary>
/// Posts signed deliveries at a steady rate, whether or not the host keeps up: a post's time counts from the moment it was
/// due, so a host that stalls cannot hide it.
/// </summary>
internal sealed class HookLoad(Uri address, byte[] secret, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { BaseAddress = address, Timeout = Patience };

    /// <summary>Sends one delivery after the other; returns what became of each, in order.</summary>
    /// <param name="name">What the deliveries' ids begin with; others were never sent before.</param>
    /// <param name="rate">Posts a second.</param>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<IReadOnlyList<Post>> RunAsync(string name, int rate, TimeSpan duration, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var posts = new List<Task<Post>>();
        for (var number = 0; number < rate * duration.TotalSeconds; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / rate);
            if (due - clock.GetElapsedTime(start) is { Ticks: > 0 } pause)
                await Task.Delay(pause, clock, cancellationToken);
            posts.Add(SendAsync(new Delivered(string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"), BodyOf(number)), start, due, cancellationToken));
        }

        return await Task.WhenAll(posts);
    }

    /// <summary>Sends a delivery again, signed anew.</summary>
    public Task<Post> AgainAsync(Post post, CancellationToken cancellationToken) => SendAsync(post.Delivery, clock.GetTimestamp(), TimeSpan.Zero, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<Post> SendAsync(Delivered delivery, long start, TimeSpan due, CancellationToken cancellationToken)
    {
        using var request = Sign(delivery);
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            return new Post(delivery, due, clock.GetElapsedTime(start) - due, (int)answer.StatusCode, answer.IsSuccessStatusCode ? RunOf(text) : null);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new Post(delivery, due, clock.GetElapsedTime(start) - due, null, null);
        }
    }

    private HttpRequestMessage Sign(Delivered delivery)
    {
        var body = Encoding.UTF8.GetBytes(delivery.Body);
        var time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/calibrate") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(StandardWebhook.IdHeader, delivery.Id);
        request.Headers.Add(StandardWebhook.TimestampHeader, time);
        request.Headers.Add(StandardWebhook.SignatureHeader, StandardWebhook.Sign(secret, delivery.Id, time, body));
        return request;
    }

    private static string BodyOf(int number) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"model":"meta-llama/Llama-3.1-8B-Instruct","dataset":"/absent/{{number}}.pkl","output":"/absent/output-{{number}}","tensorParallel":8,"batchSize":32}""");

    private static string? RunOf(string json) => System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("run").GetString();
}

/// <summary>One delivery.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Body">Its body.</param>
internal sealed record Delivered(string Id, string Body);

/// <summary>What became of one post.</summary>
/// <param name="Delivery">What was sent.</param>
/// <param name="Due">When it was to be sent, from the beginning.</param>
/// <param name="Took">From then to its answer.</param>
/// <param name="Status">The answer's status; null when there was none.</param>
/// <param name="Run">The run, when accepted.</param>
internal sealed record Post(Delivered Delivery, TimeSpan Due, TimeSpan Took, int? Status, string? Run)
{
    /// <summary>Whether it was answered with 202.</summary>
    public bool Accepted => Status == 202;
}
