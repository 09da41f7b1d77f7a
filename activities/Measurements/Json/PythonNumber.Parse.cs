using System.Globalization;
using System.Numerics;
using System.Text;

namespace Pipeline.Activities.Measurements.Json;

public static partial class PythonNumber
{
    // Python's NaN has the sign bit clear, .NET's constant has it set.
    private static readonly double pythonNaN = BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0000);

    // Python's own limit for integers in text; reading longer ones takes time that grows with their square.
    private const int MaxDigits = 4300;

    /// <summary>A number of JSON, NaN and infinities included; null if the text is none.</summary>
    internal static Number? Parse(ReadOnlySpan<byte> text)
    {
        var digits = text.StartsWith("-"u8) ? text[1..] : text;
        if (digits.IsEmpty)
            return null;
        if (digits[0] is (byte)'N' or (byte)'I')
            return text.SequenceEqual("NaN"u8) ? pythonNaN : digits.SequenceEqual("Infinity"u8) ? (text.Length > 8 ? double.NegativeInfinity : double.PositiveInfinity) : null;
        var i = 0;
        if (digits[0] == '0')
            i = 1;
        else
            SkipDigits(digits, ref i);
        if (i == 0)
            return null;
        if (i == digits.Length && i > MaxDigits)
            return null;
        if (i == digits.Length)
            return new Number(BigInteger.Parse(Encoding.ASCII.GetString(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        if (digits[i] == '.')
        {
            i++;
            if (!SkipDigits(digits, ref i))
                return null;
        }
        if (i < digits.Length && digits[i] is (byte)'e' or (byte)'E')
        {
            i++;
            if (i < digits.Length && digits[i] is (byte)'+' or (byte)'-')
                i++;
            if (!SkipDigits(digits, ref i))
                return null;
        }
        return i == digits.Length ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;
    }

    private static bool SkipDigits(ReadOnlySpan<byte> text, ref int i)
    {
        var start = i;
        while (i < text.Length && text[i] is >= (byte)'0' and <= (byte)'9')
            i++;
        return i > start;
    }
}
