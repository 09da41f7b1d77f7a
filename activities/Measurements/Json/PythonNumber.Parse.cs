using System.Globalization;
using System.Numerics;
using System.Text;

namespace Pipeline.Activities.Measurements.Json;

public static partial class PythonNumber
{
    // Python's NaN has the sign bit clear, .NET's constant has it set.
    private static readonly double pythonNaN = BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0000);

    private const int MaxExactDigits = 18;
    private const long MaxExactInteger = 1L << 53;

    private static readonly double[] exactPowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    // Python's own limit for integers in text; reading longer ones takes time that grows with their square.
    private const int MaxDigits = 4300;

    /// <summary>A number of JSON, NaN and infinities included; null if the text is none.</summary>
    internal static Number? Parse(ReadOnlySpan<byte> text)
    {
        var negative = text is [(byte)'-', ..];
        var digits = negative ? text[1..] : text;
        if (digits.IsEmpty)
            return null;
        if (TryShortDecimal(digits, out var value))
            return negative ? -value : value;
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

    // Plain decimals of so few digits that numerator and power of ten are exact doubles; their quotient is then rounded once,
    // as it must be. Nearly all numbers of measurements are such.
    private static bool TryShortDecimal(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var point = text.IndexOf((byte)'.');
        if (point <= 0 || text.Length > MaxExactDigits + 1 || point == text.Length - 1 || point > 1 && text[0] == '0')
            return false;
        var numerator = 0L;
        for (var i = 0; i < text.Length; i++)
        {
            if (i == point)
                continue;
            var digit = text[i] - '0';
            if ((uint)digit > 9)
                return false;
            numerator = numerator * 10 + digit;
        }
        if (numerator > MaxExactInteger)
            return false;
        value = numerator / exactPowersOfTen[text.Length - 1 - point];
        return true;
    }

    private static bool SkipDigits(ReadOnlySpan<byte> text, ref int i)
    {
        var start = i;
        while (i < text.Length && text[i] is >= (byte)'0' and <= (byte)'9')
            i++;
        return i > start;
    }
}
