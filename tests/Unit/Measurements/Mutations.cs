using System.Buffers.Binary;

namespace Pipeline.Tests.Unit.Measurements;

/// <summary>Damages files as disks, editors and attackers do; the same seed gives the same damage.</summary>
internal sealed class Mutations(Random random, IReadOnlyList<byte[]> corpus)
{
    private static readonly string[] tokens =
        ["[", "]", "{", "}", "\"", "\\", "\\u", "\\ud800", ",", ":", "null", "NaN", "-Infinity", "1e999", "-0", "00", "0.", "\"Nodes\"", "\"inputs\"", "\"Mode\"", "[[[[[[[[[[", "{\"a\":", "\0", "\u00ff"];

    private static readonly ulong[] lengths = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, long.MaxValue, ulong.MaxValue];

    /// <summary>One of the corpus, damaged in one to four places.</summary>
    public byte[] Next()
    {
        var bytes = corpus[random.Next(corpus.Count)].ToList();
        for (var left = random.Next(1, 5); left > 0 && bytes.Count > 0; left--)
            Damage(bytes, random.Next(bytes.Count));
        return [.. bytes];
    }

    private void Damage(List<byte> bytes, int at)
    {
        var count = random.Next(1, Math.Min(64, bytes.Count - at) + 1);
        switch (random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, count);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, count));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(tokens[random.Next(tokens.Length)]));
                break;
            case 6:
                Length(bytes, at);
                break;
            case 7:
                var other = corpus[random.Next(corpus.Count)];
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, random.Next(Math.Min(256, other.Length - from) + 1)));
                break;
            default:
                bytes.InsertRange(at, Enumerable.Repeat(bytes[at], random.Next(1, 300)));
                break;
        }
    }

    private void Length(List<byte> bytes, int at)
    {
        Span<byte> value = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(value, lengths[random.Next(lengths.Length)]);
        var size = (int[])[1, 2, 4, 8];
        for (var i = 0; i < size[random.Next(4)] && at + i < bytes.Count; i++)
            bytes[at + i] = value[i];
    }
}
