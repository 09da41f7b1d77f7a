using System.Globalization;
using System.Numerics;
using System.Text;

namespace Pipeline.Activities.Measurements.Json;

/// <summary>
/// Numbers as Python's json module prints them: the shortest text that reads back to the same double, with an exponent
/// when the decimal exponent is below −4 or at least 16 (lower-case e, sign, two digits or more), else with a decimal
/// point; bare <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>; integers without a point.
/// </summary>
public static partial class PythonNumber
{
    /// <summary>No float needs more bytes than this.</summary>
    public const int MaxFloatLength = 32;

    private const ulong MaxExactNumerator = 999_999_999_999_999;

    // As far as 10^k fits 64 bits.
    private static readonly ulong[] powersOfFive = [.. Enumerable.Range(0, 20).Select(k => (ulong)BigInteger.Pow(5, k))];

    /// <summary>The text of a number.</summary>
    public static string Format(Number value)
    {
        if (value.IsInteger)
            return value.ToInteger().ToString(CultureInfo.InvariantCulture);
        Span<byte> text = stackalloc byte[MaxFloatLength];
        return Encoding.ASCII.GetString(text[..Format(value.ToDouble(), text)]);
    }

    /// <summary>Writes a float; <paramref name="target"/> holds at least <see cref="MaxFloatLength"/> bytes.</summary>
    /// <returns>Number of bytes written.</returns>
    public static int Format(double value, Span<byte> target)
    {
        if (!double.IsFinite(value))
            return Copy(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8, target);

        var magnitude = Math.Abs(value);
        if (magnitude is >= 1e-4 and < 1e15 || magnitude == 0)
        {
            if (TryExact(value, magnitude, target, out var exact))
                return exact;
            value.TryFormat(target, out var length, default, CultureInfo.InvariantCulture);
            return target[..length].Contains((byte)'.') ? length : length + Copy(".0"u8, target[length..]);
        }
        return FormatByDigits(value, target);
    }

    // A double m·2^-k is the decimal m·5^k / 10^k. Where that has at most 15 digits it is also the shortest text, for no two
    // decimals of 15 digits read back to the same double. Values measured in bfloat16 are nearly all such.
    private static bool TryExact(double value, double magnitude, Span<byte> target, out int length)
    {
        length = 0;
        var bits = BitConverter.DoubleToUInt64Bits(magnitude);
        if (bits == 0)
        {
            length = Copy(double.IsNegative(value) ? "-0.0"u8 : "0.0"u8, target);
            return true;
        }
        var mantissa = (bits & 0xF_FFFF_FFFF_FFFF) | 0x10_0000_0000_0000;
        var zeros = BitOperations.TrailingZeroCount(mantissa);
        mantissa >>= zeros;
        var places = 1075 - (int)(bits >> 52) - zeros;
        if (places < 0)
        {
            mantissa <<= -places;
            places = 0;
        }
        if (places >= powersOfFive.Length || mantissa > MaxExactNumerator / powersOfFive[places])
            return false;
        var (whole, fraction) = Math.DivRem(mantissa * powersOfFive[places], powersOfFive[places] << places);
        if (double.IsNegative(value))
            target[length++] = (byte)'-';
        whole.TryFormat(target[length..], out var written, default, CultureInfo.InvariantCulture);
        length += written;
        target[length++] = (byte)'.';
        places = Math.Max(places, 1);
        for (var i = length + places - 1; i >= length; i--)
        {
            (fraction, var digit) = Math.DivRem(fraction, 10);
            target[i] = (byte)('0' + digit);
        }
        length += places;
        return true;
    }

    private static int FormatByDigits(double value, Span<byte> target)
    {
        // The default format gives the shortest digits; its notation is reduced to digits and an exponent.
        Span<byte> shortest = stackalloc byte[MaxFloatLength];
        value.TryFormat(shortest, out var length, default, CultureInfo.InvariantCulture);
        // Of two powers of two, 2^-25 and 2^-958, .NET's text is one digit short: it reads back as the double below.
        if (double.IsPow2(Math.Abs(value)) && double.Parse(shortest[..length], CultureInfo.InvariantCulture) != value)
            value.TryFormat(shortest, out length, "G17", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[MaxFloatLength];
        var (count, exponent) = Decompose(shortest[..length], digits);
        digits = digits[..count];

        var written = 0;
        if (double.IsNegative(value))
            target[written++] = (byte)'-';
        return written + (exponent is < -4 or >= 16 ? Exponential(digits, exponent, target[written..]) : Fixed(digits, exponent, target[written..]));
    }

    // Significant digits without leading and trailing zeros, and the decimal exponent of the first one.
    private static (int Count, int Exponent) Decompose(ReadOnlySpan<byte> text, Span<byte> digits)
    {
        var e = text.IndexOf((byte)'E');
        var exponent = e < 0 ? 0 : int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = (e < 0 ? text : text[..e]).TrimStart((byte)'-');
        var point = mantissa.IndexOf((byte)'.');
        var before = point < 0 ? mantissa.Length : point;
        var count = 0;
        foreach (var c in mantissa)
        {
            if (c == '.')
                continue;
            if (count == 0 && c == '0')
                before--;
            else
                digits[count++] = c;
        }
        while (count > 1 && digits[count - 1] == '0')
            count--;
        return (count, exponent + before - 1);
    }

    private static int Exponential(ReadOnlySpan<byte> digits, int exponent, Span<byte> target)
    {
        var n = 0;
        target[n++] = digits[0];
        if (digits.Length > 1)
        {
            target[n++] = (byte)'.';
            n += Copy(digits[1..], target[n..]);
        }
        target[n++] = (byte)'e';
        target[n++] = (byte)(exponent < 0 ? '-' : '+');
        Math.Abs(exponent).TryFormat(target[n..], out var length, "00", CultureInfo.InvariantCulture);
        return n + length;
    }

    // Only for exponents from 0 to 15 here: smaller magnitudes print fixed already.
    private static int Fixed(ReadOnlySpan<byte> digits, int exponent, Span<byte> target)
    {
        var whole = exponent + 1;
        var n = 0;
        for (var i = 0; i < whole; i++)
            target[n++] = i < digits.Length ? digits[i] : (byte)'0';
        target[n++] = (byte)'.';
        if (digits.Length > whole)
            n += Copy(digits[whole..], target[n..]);
        else
            target[n++] = (byte)'0';
        return n;
    }

    private static int Copy(ReadOnlySpan<byte> text, Span<byte> target)
    {
        text.CopyTo(target);
        return text.Length;
    }

    /// <summary>The digits of an integer as ASCII.</summary>
    internal static byte[] Format(BigInteger value) => Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture));
}
