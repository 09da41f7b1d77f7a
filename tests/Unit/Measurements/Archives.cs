using System.IO.Compression;
using System.Text;

namespace Pipeline.Tests.Unit.Measurements;

/// <summary>Whole archives around content of any kind.</summary>
internal static class Archives
{
    /// <summary>What numpy writes before the pickle of one object.</summary>
    public static readonly byte[] Header = [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes("{'descr': '|O', 'fortran_order': False, 'shape': (), }".PadRight(117) + "\n")];

    public static MemoryStream Of(byte[] member, CompressionLevel level = CompressionLevel.NoCompression)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("arr_0.npy", level).Open())
            entry.Write(member);
        stream.Position = 0;
        return stream;
    }
}
