using System.Globalization;
using System.Numerics;

namespace Pipeline.Activities.Measurements;

/// <summary>
/// A number of a measurement file as Python sees it: a float (IEEE double, NaN and infinities included) or an integer of
/// any size. The two are different even when equal (<c>1</c> and <c>1.0</c>), because NPZ dtypes and text follow from it.
/// </summary>
public readonly struct Number : IEquatable<Number>
{
    private readonly double real;

    // A boxed BigInteger for integers. INC writes floats only, so the box costs nothing in practice.
    private readonly object? integer;

    /// <summary>A float.</summary>
    public Number(double value) => real = value;

    /// <summary>An integer, kept exactly.</summary>
    public Number(BigInteger value)
    {
        real = Nearest(value);
        integer = value;
    }

    /// <summary>Whether this is an integer.</summary>
    public bool IsInteger => integer is not null;

    /// <summary>Whether this is the float NaN.</summary>
    public bool IsNaN => double.IsNaN(real) && integer is null;

    /// <summary>The value as a double; integers beyond 2^53 are rounded, huge ones are infinite.</summary>
    public double ToDouble() => real;

    /// <summary>The exact integer.</summary>
    /// <exception cref="InvalidOperationException">The number is a float.</exception>
    public BigInteger ToInteger() => integer is BigInteger value ? value : throw new InvalidOperationException("The number is a float.");

    /// <summary>Whether this is greater than <paramref name="other"/>, exactly; false when either is NaN.</summary>
    public bool IsGreaterThan(Number other) => (integer, other.integer) switch
    {
        (null, null) => real > other.real,
        (BigInteger left, BigInteger right) => left > right,
        (BigInteger left, _) => Compare(left, other.real) is 1,
        (_, BigInteger right) => Compare(right, real) is -1,
        _ => false,
    };

    /// <summary>Whether both have the same value, as Python's <c>==</c>: 1 equals 1.0, NaN equals nothing.</summary>
    public bool HasSameValueAs(Number other) => (integer, other.integer) switch
    {
        (null, null) => real == other.real,
        (BigInteger left, BigInteger right) => left == right,
        (BigInteger left, _) => Compare(left, other.real) is 0,
        (_, BigInteger right) => Compare(right, real) is 0,
        _ => false,
    };

    /// <summary>
    /// Merges this value with that of a later rank as Python's <c>max(later, current)</c>: the later one is kept unless
    /// this one is greater. Equal values and NaN follow from that.
    /// </summary>
    public Number MaxWithLater(Number later) => IsGreaterThan(later) ? this : later;

    /// <inheritdoc/>
    public bool Equals(Number other) =>
        Equals(integer, other.integer) && BitConverter.DoubleToInt64Bits(real) == BitConverter.DoubleToInt64Bits(other.real);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(real, integer);

    /// <summary>Whether two numbers are the same kind with the same bits.</summary>
    public static bool operator ==(Number left, Number right) => left.Equals(right);

    /// <summary>Whether two numbers differ in kind or bits.</summary>
    public static bool operator !=(Number left, Number right) => !left.Equals(right);

    /// <summary>A float.</summary>
    public static implicit operator Number(double value) => new(value);

    /// <summary>The float of a double.</summary>
    public static Number FromDouble(double value) => new(value);

    /// <summary>The text that Python prints.</summary>
    public override string ToString() => Json.PythonNumber.Format(this);

    // The nearest double, as Python and numpy take it; the framework's conversion of large integers cuts off instead.
    private static double Nearest(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? (long)value
        : value >= 0 && value <= ulong.MaxValue ? (ulong)value
        : double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    // Sign of integer − real; null when real is NaN.
    private static int? Compare(BigInteger integer, double real)
    {
        if (double.IsNaN(real))
            return null;
        if (double.IsInfinity(real))
            return real > 0 ? -1 : 1;
        var floor = Math.Floor(real);
        var order = integer.CompareTo(new BigInteger(floor));
        return order != 0 ? Math.Sign(order) : floor < real ? -1 : 0;
    }
}
