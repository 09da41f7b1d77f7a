using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pipeline.Activities.Measurements.Json;

internal sealed partial class JsonScanner
{
    private static readonly SearchValues<byte> stringEnd =
        SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(c => (byte)c)]);

    private static readonly UTF8Encoding strictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Takes a string; returns <paramref name="likely"/> itself when it says the same.</summary>
    public string String(string? likely = null)
    {
        Take('"');
        var start = position;
        while (true)
        {
            var length = buffer.AsSpan(position, end - position).IndexOfAny(stringEnd);
            if (length >= 0)
            {
                position += length;
                break;
            }
            position = end;
            if (!Refill(ref start))
                throw Error("the file ends within a string");
        }
        if (buffer[position] == '"')
        {
            var text = Text(buffer.AsSpan(start, position - start), likely);
            position++;
            return text;
        }
        return Escaped(start);
    }

    private string Text(ReadOnlySpan<byte> utf8, string? likely)
    {
        if (likely is not null && likely.Length == utf8.Length && Ascii.Equals(utf8, likely))
            return likely;
        try
        {
            return strictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            throw Error("a string is not valid UTF-8");
        }
    }

    // The rare string with escapes, from its start to its closing quote.
    private string Escaped(int start)
    {
        var text = new StringBuilder(Text(buffer.AsSpan(start, position - start), null));
        while (true)
        {
            if (position == end && !Refill())
                throw Error("the file ends within a string");
            var c = buffer[position];
            if (c == '"')
            {
                position++;
                return text.ToString();
            }
            if (c < 0x20)
                throw Error("a string contains a control character");
            if (c == '\\')
            {
                text.Append(Escape());
                continue;
            }
            var from = position;
            while (true)
            {
                var length = buffer.AsSpan(position, end - position).IndexOfAny(stringEnd);
                position = length < 0 ? end : position + length;
                if (length >= 0 || !Refill(ref from))
                    break;
            }
            text.Append(Text(buffer.AsSpan(from, position - from), null));
        }
    }

    private char Escape()
    {
        if (!Available(2))
            throw Error("the file ends within a string");
        var c = buffer[position + 1];
        if (c == 'u')
        {
            if (!Available(6) || !ushort.TryParse(buffer.AsSpan(position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
                throw Error("a \\u escape needs four hexadecimal digits");
            position += 6;
            return (char)unit;
        }
        var plain = "\"\\/bfnrt".IndexOf((char)c, StringComparison.Ordinal);
        if (plain < 0)
            throw Error($"'\\{(char)c}' is no escape");
        position += 2;
        return "\"\\/\b\f\n\r\t"[plain];
    }
}
