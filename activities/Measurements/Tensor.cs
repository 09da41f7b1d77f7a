namespace Pipeline.Activities.Measurements;

/// <summary>
/// The values of one input, output or parameter: <c>[[v]]</c> in a per-tensor measurement, <c>[[v0],[v1],…]</c> per
/// channel, a bare number in a per-tensor scale file. A single value is held inline, so a usual tensor costs no object.
/// </summary>
public readonly struct Tensor
{
    private readonly TensorShape shape;
    private readonly Number single;
    private readonly Number[]? values;

    /// <summary>A tensor of one value.</summary>
    /// <param name="shape">A shape of exactly one value, e.g. <see cref="TensorShape.Cell"/>.</param>
    /// <param name="value">The value.</param>
    public Tensor(TensorShape shape, Number value)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(shape.Count, 1);
        this.shape = shape;
        single = value;
    }

    /// <summary>A tensor of any number of values in row-major order.</summary>
    public Tensor(TensorShape shape, ReadOnlySpan<Number> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, shape.Count);
        this.shape = shape;
        if (values.Length == 1)
            single = values[0];
        else
            this.values = values.ToArray();
    }

    /// <summary>The measurement <c>[[v]]</c>.</summary>
    public static Tensor Cell(Number value) => new(TensorShape.Cell, value);

    /// <summary>The bare number <c>v</c> of a scale file.</summary>
    public static Tensor Scalar(Number value) => new(TensorShape.Scalar, value);

    /// <summary>The per-channel measurement <c>[[v0],[v1],…]</c>.</summary>
    public static Tensor Rows(params ReadOnlySpan<Number> values) => new(new TensorShape(values.Length, 1), values);

    /// <summary>Its nesting; a default tensor is a bare 0.0.</summary>
    public TensorShape Shape => shape ?? TensorShape.Scalar;

    /// <summary>Number of values.</summary>
    public int Count => values?.Length ?? 1;

    /// <summary>The value at a row-major position.</summary>
    public Number this[int index] => values is null && index == 0 ? single : values![index];

    /// <summary>Whether both have the same shape and, by value, the same numbers (Python's <c>==</c> on the lists).</summary>
    public bool HasSameValuesAs(Tensor other)
    {
        if (!Shape.Equals(other.Shape))
            return false;
        for (var i = 0; i < Count; i++)
        {
            if (!this[i].HasSameValueAs(other[i]))
                return false;
        }
        return true;
    }

    /// <summary>Element by element, <see cref="Number.MaxWithLater"/>; both shapes must be equal.</summary>
    public Tensor MaxWithLater(Tensor later)
    {
        if (values is null)
            return new(Shape, single.MaxWithLater(later.single));
        var merged = new Number[values.Length];
        for (var i = 0; i < merged.Length; i++)
            merged[i] = values[i].MaxWithLater(later.values![i]);
        return new(Shape, merged);
    }
}
