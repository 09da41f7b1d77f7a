using System.Buffers.Binary;
using System.IO.Hashing;

namespace Pipeline.Activities.Measurements.Npz;

/// <summary>
/// The ZIP around the one member <c>arr_0.npy</c>, stored. It is written from beginning to end: size and CRC-32 stand behind
/// the member and in the directory, which is where readers look. Below 4 GiB only, which is far beyond any measurement.
/// </summary>
internal static partial class NpzContainer
{
    private const ushort Version = 20;
    private const ushort SizesFollow = 1 << 3;
    private const ushort FirstDosDate = 0x0021;

    private static ReadOnlySpan<byte> MemberName => "arr_0.npy"u8;

    private static ReadOnlySpan<byte> NpyHeader => "{'descr': '|O', 'fortran_order': False, 'shape': (), }"u8;

    /// <summary>Writes one container to each stream.</summary>
    /// <param name="streams">Where to; they stay open.</param>
    /// <param name="writePickles">Writes the pickles to streams in the same order.</param>
    public static void Write(IReadOnlyList<Stream> streams, Action<IReadOnlyList<Stream>> writePickles)
    {
        var local = LocalHeader();
        var preamble = NpyPreamble();
        var members = new List<CountingStream>(streams.Count);
        foreach (var stream in streams)
        {
            stream.Write(local);
            members.Add(new(stream));
            members[^1].Write(preamble);
        }
        writePickles(members);
        foreach (var member in members)
        {
            if (member.Length > uint.MaxValue)
                throw new MeasurementException("the NPZ would exceed 4 GiB.");
            member.Target.Write(End(member.Crc, (uint)member.Length, (uint)(local.Length + member.Length)));
        }
    }

    // Magic, version 1.0, header length, header padded so that all of it is a multiple of 64 bytes.
    private static byte[] NpyPreamble()
    {
        var preamble = new byte[(10 + NpyHeader.Length + 1 + 63) / 64 * 64];
        preamble.AsSpan().Fill((byte)' ');
        preamble[0] = 0x93;
        "NUMPY"u8.CopyTo(preamble.AsSpan(1));
        preamble[6] = 1;
        preamble[7] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(preamble.AsSpan(8), (ushort)(preamble.Length - 10));
        NpyHeader.CopyTo(preamble.AsSpan(10));
        preamble[^1] = (byte)'\n';
        return preamble;
    }

    private static byte[] LocalHeader()
    {
        var header = new byte[30 + MemberName.Length];
        "PK\u0003\u0004"u8.CopyTo(header);
        Common(header.AsSpan(4), 0, 0);
        MemberName.CopyTo(header.AsSpan(30));
        return header;
    }

    // All that follows the member: its sizes, the directory of one entry, and the end record.
    private static byte[] End(uint crc, uint size, uint memberEnd)
    {
        const int sizes = 16;
        var length = 46 + MemberName.Length;
        var records = new byte[sizes + length + 22];
        "PK\u0007\u0008"u8.CopyTo(records);
        BinaryPrimitives.WriteUInt32LittleEndian(records.AsSpan(4), crc);
        BinaryPrimitives.WriteUInt32LittleEndian(records.AsSpan(8), size);
        BinaryPrimitives.WriteUInt32LittleEndian(records.AsSpan(12), size);

        var entry = records.AsSpan(sizes);
        "PK\u0001\u0002"u8.CopyTo(entry);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[4..], Version);
        Common(entry[6..], crc, size);
        MemberName.CopyTo(entry[46..]);

        var end = entry[length..];
        "PK\u0005\u0006"u8.CopyTo(end);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)length);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], memberEnd + sizes);
        return records;
    }

    // The fields that local header and directory share: version needed … length of the name; method 0 is stored.
    private static void Common(Span<byte> fields, uint crc, uint size)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(fields, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[2..], SizesFollow);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[8..], FirstDosDate);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[14..], size);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[18..], size);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[22..], (ushort)MemberName.Length);
    }

    // Write-only view that counts and checksums what passes.
    private sealed class CountingStream(Stream target) : Stream
    {
        private readonly Crc32 crc = new();
        private long length;

        public Stream Target => target;

        public uint Crc => crc.GetCurrentHashAsUInt32();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => length;

        public override long Position { get => length; set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            crc.Append(buffer);
            length += buffer.Length;
            target.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => target.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
