using System.Buffers;
using System.Text;

namespace Pipeline.Activities.Nodes.Shells;

/// <summary>Cuts UTF-8 between characters.</summary>
internal static class Utf8
{
    /// <summary>The bytes without the beginning of a character at their end. Bytes that are no UTF-8 at all stay.</summary>
    public static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length <= Math.Min(3, bytes.Length); length++)
        {
            if (Rune.DecodeFromUtf8(bytes[^length..], out _, out _) == OperationStatus.NeedMoreData)
                return bytes[..^length];
        }

        return bytes;
    }
}
