using System.Text.Json;
using Microsoft.Playwright;

namespace Pipeline.Benchmarks.Designer;

/// <summary>Counts what comes over the wire for a page; what the browser has kept does not.</summary>
internal sealed class Traffic
{
    private readonly Lock gate = new();
    private int requests;
    private long bytes;

    /// <summary>How many requests were answered.</summary>
    public int Requests
    {
        get
        {
            lock (gate)
                return requests;
        }
    }

    /// <summary>The size of the answers, headers included.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
                return bytes;
        }
    }

    /// <summary>Begins to count.</summary>
    public static async Task<Traffic> OfAsync(IPage page)
    {
        var traffic = new Traffic();
        var session = await page.Context.NewCDPSessionAsync(page);
        session.Event("Network.loadingFinished").OnEvent += (_, loaded) => traffic.Add(loaded!.Value.GetProperty("encodedDataLength"));
        await session.SendAsync("Network.enable");
        return traffic;
    }

    private void Add(JsonElement length)
    {
        var size = (long)length.GetDouble();
        if (size == 0)
            return;
        lock (gate)
        {
            requests++;
            bytes += size;
        }
    }
}
