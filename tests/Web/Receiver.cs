using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Pipeline.Tests.Web;

/// <summary>A real HTTP server on loopback that keeps what it is sent and answers as told.</summary>
public sealed class Receiver : IDisposable
{
    private volatile int status = 200;
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<Received> received = new();

    public Receiver()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        _ = Task.Run(AnswerAsync);
    }

    public Uri Address { get; }

    /// <summary>The status of every answer.</summary>
    public int Status
    {
        get => status;
        set => status = value;
    }

    public IReadOnlyList<Received> All => [.. received];

    /// <summary>Waits until something fits.</summary>
    public async Task<Received> UntilAsync(Func<Received, bool> what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            if (received.FirstOrDefault(what) is { } found)
                return found;
            await Task.Delay(100, limit.Token);
        }
    }

    public void Dispose() => listener.Close();

    private async Task AnswerAsync()
    {
        try
        {
            while (await listener.GetContextAsync() is var context)
            {
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var headers = context.Request.Headers.AllKeys.OfType<string>().ToDictionary(k => k, k => context.Request.Headers[k]!, StringComparer.OrdinalIgnoreCase);
                received.Enqueue(new Received(context.Request.Url!.AbsolutePath, headers, body.ToArray(), Status));
                context.Response.StatusCode = Status;
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // It was closed.
        }
    }
}

/// <summary>A request as it came, and the status it was answered with.</summary>
public sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body, int Status)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}
