using Microsoft.AspNetCore.Http;

namespace Pipeline.Host.Web.Hosting;

/// <summary>Reads bodies whole, within a limit.</summary>
internal static class Bodies
{
    /// <summary>The body; null when it is larger than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            return null;
        using var memory = new MemoryStream((int)(request.ContentLength ?? 0));
        while (await request.BodyReader.ReadAsync(cancellationToken) is var part)
        {
            foreach (var piece in part.Buffer)
                memory.Write(piece.Span);
            request.BodyReader.AdvanceTo(part.Buffer.End);
            if (memory.Length > limit)
                return null;
            if (part.IsCompleted)
                break;
        }

        return memory.ToArray();
    }
}
