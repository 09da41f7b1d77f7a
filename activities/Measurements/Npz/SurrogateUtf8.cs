using System.Text;

namespace Pipeline.Activities.Measurements.Npz;

/// <summary>
/// UTF-8 as Python pickles it (<c>surrogatepass</c>): JSON escapes may name lone surrogates, which plain UTF-8 cannot
/// hold; each is then written as its three bytes.
/// </summary>
internal static class SurrogateUtf8
{
    private static readonly UTF8Encoding strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Encodes a string.</summary>
    public static byte[] GetBytes(string text)
    {
        try
        {
            return strict.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return EncodeLone(text);
        }
    }

    /// <summary>Decodes bytes; null when they are no such text.</summary>
    public static string? GetString(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (!bytes.IsEmpty)
        {
            if (bytes is [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..])
            {
                text.Append((char)(0xD000 | ((bytes[1] & 0x3F) << 6) | (bytes[2] & 0x3F)));
                bytes = bytes[3..];
                continue;
            }
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) != System.Buffers.OperationStatus.Done)
                return null;
            text.Append(rune.ToString());
            bytes = bytes[used..];
        }
        return text.ToString();
    }

    private static byte[] EncodeLone(string text)
    {
        var bytes = new List<byte>(text.Length * 3);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
                i += rune.Utf16SequenceLength - 1;
            }
            else
            {
                bytes.AddRange([(byte)(0xE0 | (text[i] >> 12)), (byte)(0x80 | ((text[i] >> 6) & 0x3F)), (byte)(0x80 | (text[i] & 0x3F))]);
            }
        }
        return [.. bytes];
    }
}
