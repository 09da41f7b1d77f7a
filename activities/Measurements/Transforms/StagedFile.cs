using System.Security.Cryptography;
using Pipeline.Activities.Measurements.Provenance;

namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>A new file that is hashed while it is written, from beginning to end.</summary>
internal sealed class StagedFile(string folder, string name) : Stream
{
    private const int Piece = 2 * 1024 * 1024;

    private readonly FileStream file = new(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long length;
    private long begun;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position { get => length; set => throw new NotSupportedException(); }

    /// <summary>Flushes the file to the disk and tells what it holds.</summary>
    public ManifestFile Finish()
    {
        file.Flush(flushToDisk: true);
        return new(name, length, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        hash.AppendData(buffer);
        file.Write(buffer);
        length += buffer.Length;
        if (length - begun < Piece)
            return;
        WriteBack.Start(file.SafeFileHandle, begun, length - begun);
        begun = length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            hash.Dispose();
        }
        base.Dispose(disposing);
    }
}
