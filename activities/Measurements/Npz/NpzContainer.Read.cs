using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Pipeline.Activities.Measurements.Npz;

internal static partial class NpzContainer
{
    // Far above any measurement; a bound for damaged or hostile archives.
    private const int MaxMember = 1 << 28;

    /// <summary>The pickle of the member <c>arr_0.npy</c>, stored or deflated, zip64 or not.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such archive.</exception>
    public static byte[] Read(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var entry = archive.GetEntry("arr_0.npy") ?? throw new InvalidDataException("the archive has no member 'arr_0.npy'");
        // Deflate never packs better than about 1 to 1032, so a larger claim is no truth.
        if (entry.Length > MaxMember || entry.CompressedLength > stream.Length || entry.Length > 1100 * entry.CompressedLength + 1024)
            throw new InvalidDataException($"its member claims {entry.Length} bytes, which is no measurement");
        var bytes = new byte[entry.Length];
        using (var member = entry.Open())
            member.ReadExactly(bytes);
        return Crc32.HashToUInt32(bytes) == entry.Crc32 ? bytes : throw new InvalidDataException("its checksum is wrong: the file is damaged");
    }

    /// <summary>The part of the member behind the .npy header, which must announce one Python object.</summary>
    public static ReadOnlyMemory<byte> PickleOf(byte[] member)
    {
        if (member.Length < 12 || member[0] != 0x93 || !member.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
            throw new InvalidDataException("its member is no .npy file");
        var (start, length) = member[6] switch
        {
            1 => (10, BitConverter.ToUInt16(member, 8)),
            2 or 3 => (12, BitConverter.ToUInt32(member, 8)),
            var version => throw new InvalidDataException($".npy version {version} is unknown"),
        };
        if (length > member.Length - start)
            throw new InvalidDataException("its .npy header is cut off");
        var header = Encoding.Latin1.GetString(member, start, (int)length);
        if (!header.Contains("'|O'", StringComparison.Ordinal))
            throw new InvalidDataException($"it holds an array, not the object that INC writes ({header.Trim()})");
        return member.AsMemory(start + (int)length);
    }
}
