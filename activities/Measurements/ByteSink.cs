using System.Buffers;

namespace Pipeline.Activities.Measurements;

/// <summary>A pooled write buffer before a stream; the writers fill its spans directly.</summary>
internal sealed class ByteSink(Stream stream) : IDisposable
{
    private const int Size = 256 * 1024;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(Size);
    private int used;

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

    /// <summary>At least <paramref name="size"/> bytes to fill (no more than 64 KiB), then <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int size)
    {
        if (buffer.Length - used < size)
            Flush();
        return buffer.AsSpan(used);
    }

    /// <summary>Takes the first <paramref name="count"/> bytes of the reserved span as written.</summary>
    public void Advance(int count)
    {
        used += count;
        Length += count;
    }

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > buffer.Length - used)
        {
            Flush();
            if (bytes.Length > buffer.Length)
            {
                stream.Write(bytes);
                Length += bytes.Length;
                return;
            }
        }
        bytes.CopyTo(buffer.AsSpan(used));
        Advance(bytes.Length);
    }

    /// <summary>Appends one byte.</summary>
    public void Write(byte value)
    {
        if (used == buffer.Length)
            Flush();
        buffer[used++] = value;
        Length++;
    }

    /// <summary>Hands everything to the stream.</summary>
    public void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }

    /// <summary>Returns the buffer; what was not flushed is lost.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        used = 0;
    }
}
