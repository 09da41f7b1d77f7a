namespace Pipeline.Activities.Measurements.Npz;

/// <summary>Element types of the arrays in measurement files.</summary>
internal enum Dtype
{
    Float32,
    Float64,
    Int64,
    UInt64,
}

/// <summary>The dtype that numpy infers from numbers read from JSON.</summary>
internal static class DtypeInference
{
    /// <summary>Float64 as soon as one number is a float, else the smallest of the 64-bit integers that holds all.</summary>
    public static Dtype Of(Tensor tensor)
    {
        if (tensor.Count == 1 && !tensor[0].IsInteger)
            return Dtype.Float64;
        var real = false;
        var signed = false;
        var unsigned = false;
        for (var i = 0; i < tensor.Count; i++)
        {
            var number = tensor[i];
            if (!number.IsInteger)
            {
                real = true;
                continue;
            }
            var value = number.ToInteger();
            if (value < long.MinValue || value > ulong.MaxValue)
                throw new MeasurementException($"the integer {value} fits no numpy integer, so the NPZ could not be loaded.");
            if (value > long.MaxValue)
                unsigned = true;
            else
                signed = true;
        }
        // numpy has no integer type for both halves and takes float64; an empty array is float64 too.
        return (real, signed, unsigned) switch
        {
            (false, true, false) => Dtype.Int64,
            (false, false, true) => Dtype.UInt64,
            _ => Dtype.Float64,
        };
    }

    /// <summary>Bytes an element.</summary>
    public static int Size(this Dtype dtype) => dtype == Dtype.Float32 ? 4 : 8;

    /// <summary>The name that numpy pickles, e.g. <c>f8</c>.</summary>
    public static ReadOnlySpan<byte> Code(this Dtype dtype) => dtype switch
    {
        Dtype.Float32 => "f4"u8,
        Dtype.Float64 => "f8"u8,
        Dtype.Int64 => "i8"u8,
        _ => "u8"u8,
    };

    /// <summary>The element's bits, in the low bytes.</summary>
    public static ulong Bits(this Dtype dtype, Number value) => dtype switch
    {
        Dtype.Float32 => BitConverter.SingleToUInt32Bits((float)value.ToDouble()),
        Dtype.Float64 => BitConverter.DoubleToUInt64Bits(value.ToDouble()),
        Dtype.Int64 => (ulong)(long)value.ToInteger(),
        _ => (ulong)value.ToInteger(),
    };
}
