using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Pipeline.Host.Web.Hooks;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Pipeline.Host.Notifications;

/// <summary>Posts a message, signed by Standard Webhooks. A short trouble is retried at once; a longer one is the caller's to put off.</summary>
internal sealed class MessagePost : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TimeProvider clock;
    private readonly ResiliencePipeline<HttpResponseMessage> retrying;

    // No redirects: a signed message is for the address that was configured.
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public MessagePost(TimeProvider clock)
    {
        this.clock = clock;
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Pipeline", null));
        retrying = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromSeconds(1),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>().Handle<HttpRequestException>().Handle<TimeoutRejectedException>()
                    .HandleResult(r => (int)r.StatusCode >= 500 || r.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests),
            })
            .AddTimeout(Patience)
            .Build();
    }

    /// <summary>Why it did not arrive; null when it did.</summary>
    public async Task<string?> SendAsync(NotificationTarget target, MessageRow message, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await retrying.ExecuteAsync(async token => await client.SendAsync(Request(target, message), HttpCompletionOption.ResponseHeadersRead, token), cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"it answered {(int)answer.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return e.InnerException?.Message ?? e.Message;
        }
        catch (TimeoutRejectedException)
        {
            return $"it did not answer within {Patience.TotalSeconds:0} s";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private HttpRequestMessage Request(NotificationTarget target, MessageRow message)
    {
        var body = Encoding.UTF8.GetBytes(message.Body);
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        var time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add(StandardWebhook.IdHeader, message.Id);
        request.Headers.Add(StandardWebhook.TimestampHeader, time);
        if (target.Secret is not null)
            request.Headers.Add(StandardWebhook.SignatureHeader, StandardWebhook.Sign(target.Secret, message.Id, time, body));
        return request;
    }
}
