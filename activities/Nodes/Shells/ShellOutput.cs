using System.Buffers;
using System.Text;

namespace Pipeline.Activities.Nodes.Shells;

/// <summary>Collects an output stream up to a limit; what is beyond is read and dropped, so that the script never blocks.</summary>
internal static class ShellOutput
{
    public static async Task<(string Text, bool Truncated)> ReadAsync(Stream stream, int limit)
    {
        using var kept = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        var truncated = false;
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer)) > 0)
            {
                var room = (int)Math.Min(count, limit - kept.Length);
                kept.Write(buffer, 0, room);
                truncated |= room < count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        var bytes = kept.GetBuffer().AsSpan(0, (int)kept.Length);
        return (Encoding.UTF8.GetString(truncated ? Utf8.Whole(bytes) : bytes), truncated);
    }
}
