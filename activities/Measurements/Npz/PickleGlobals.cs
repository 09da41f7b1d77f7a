namespace Pipeline.Activities.Measurements.Npz;

/// <summary>
/// The only names that a measurement's pickle may load. A pickle can name any function to be called, so everything else
/// is refused; and even these are interpreted here, nothing of Python runs.
/// </summary>
internal static class PickleGlobals
{
    private const int MaxDimensions = 64;

    /// <summary>The meaning of a name.</summary>
    /// <exception cref="InvalidDataException">The name is not on the list.</exception>
    public static PickleGlobal Find(string module, string name) => (module, name) switch
    {
        ("numpy.core.multiarray" or "numpy._core.multiarray", "_reconstruct") => PickleGlobal.Reconstruct,
        ("numpy.core.multiarray" or "numpy._core.multiarray", "scalar") => PickleGlobal.Scalar,
        ("numpy", "ndarray") => PickleGlobal.Ndarray,
        ("numpy", "dtype") => PickleGlobal.Dtype,
        ("_codecs", "encode") => PickleGlobal.Encode,
        _ => throw new InvalidDataException($"its pickle asks for '{module}.{name}', which a measurement never needs; it is refused for safety"),
    };

    /// <summary>Calls one of them.</summary>
    public static object Call(object? function, object?[] arguments) => (function, arguments) switch
    {
        (PickleGlobal.Reconstruct, [PickleGlobal.Ndarray, ..]) => new PickleArray(),
        (PickleGlobal.Dtype, [string code, ..]) => new PickleDtype(code),
        (PickleGlobal.Scalar, [PickleDtype dtype, byte[] data]) => new PickleArray { Dtype = dtype, Data = data },
        (PickleGlobal.Encode, [string text, "latin1" or "latin-1"]) => Latin1(text),
        _ => throw new InvalidDataException($"its pickle calls {function ?? "None"} with arguments that numpy does not use"),
    };

    /// <summary>Gives an array or dtype its state.</summary>
    public static void Build(object? target, object? state)
    {
        switch (target, state)
        {
            case (PickleArray array, PickleTuple { Items: [_, PickleTuple shape, PickleDtype dtype, bool fortran, var data] }):
                if (shape.Items.Length > MaxDimensions)
                    throw new InvalidDataException($"an array has {shape.Items.Length} dimensions, numpy allows {MaxDimensions}");
                array.Shape = Array.ConvertAll(shape.Items, size => size is Number { IsInteger: true } n && n.ToDouble() is >= 0 and <= int.MaxValue
                    ? (int)n.ToInteger()
                    : throw new InvalidDataException("an array's shape is not made of whole numbers"));
                array.Dtype = dtype;
                array.Fortran = fortran;
                array.Data = data;
                break;
            case (PickleDtype dtype, PickleTuple { Items: [_, string { Length: 1 } order, ..] }):
                dtype.Order = order[0];
                break;
            default:
                throw new InvalidDataException("its pickle sets a state that numpy arrays do not have");
        }
    }

    private static byte[] Latin1(string text) =>
        text.All(c => c <= 0xFF) ? System.Text.Encoding.Latin1.GetBytes(text) : throw new InvalidDataException("bytes are encoded as text beyond latin1");
}
