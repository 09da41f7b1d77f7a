namespace Pipeline.Activities.Measurements;

/// <summary>The nesting of a tensor's values: its dimensions, outermost first, as numpy counts them.</summary>
public sealed class TensorShape : IEquatable<TensorShape>
{
    private readonly int[] dimensions;

    /// <summary>A shape of the given dimensions; none at all is a bare number.</summary>
    public TensorShape(params ReadOnlySpan<int> dimensions)
    {
        this.dimensions = dimensions.ToArray();
        var count = 1L;
        foreach (var size in dimensions)
            count = checked(count * size);
        Count = checked((int)count);
    }

    /// <summary>A bare number, <c>v</c>: the per-tensor scale.</summary>
    public static TensorShape Scalar { get; } = new();

    /// <summary>One row of one column, <c>[[v]]</c>: the per-tensor measurement.</summary>
    public static TensorShape Cell { get; } = new(1, 1);

    /// <summary>The dimensions, outermost first.</summary>
    public ReadOnlySpan<int> Dimensions => dimensions;

    /// <summary>Number of values.</summary>
    public int Count { get; }

    /// <summary>Where the value at a row-major position stands in column-major order, which numpy calls Fortran order.</summary>
    public int ColumnMajor(int rowMajor)
    {
        var position = 0;
        var stride = Count;
        for (var d = dimensions.Length - 1; d >= 0; d--)
        {
            stride /= dimensions[d];
            position += rowMajor % dimensions[d] * stride;
            rowMajor /= dimensions[d];
        }
        return position;
    }

    /// <inheritdoc/>
    public bool Equals(TensorShape? other) => other is not null && (ReferenceEquals(this, other) || Dimensions.SequenceEqual(other.Dimensions));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(dimensions.Length, Count);

    /// <summary>The shape as Python prints it, e.g. <c>(4, 1)</c>.</summary>
    public override string ToString() => dimensions.Length == 1 ? $"({dimensions[0]},)" : $"({string.Join(", ", dimensions)})";
}
