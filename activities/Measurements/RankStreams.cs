namespace Pipeline.Activities.Measurements;

/// <summary>
/// The streams of several ranks whose files are mostly alike, written side by side: what is common is made once and goes
/// to all of them, the rest to the rank that <see cref="Only"/> names. Memory is one block, whatever their size and number.
/// </summary>
internal sealed class RankStreams(IReadOnlyList<Stream> ranks, ParallelOptions workers) : Stream
{
    /// <summary>Number of ranks.</summary>
    public int Count => ranks.Count;

    /// <summary>The rank that is written to; null for all.</summary>
    public int? Only { get; set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (count == 0)
            return;
        if (Only is { } rank)
            ranks[rank].Write(buffer, offset, count);
        else
            Parallel.For(0, ranks.Count, workers, i => ranks[i].Write(buffer, offset, count));
    }

    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
