namespace Pipeline.Activities.Measurements.Npz;

/// <summary>A function or class that a pickle names.</summary>
internal enum PickleGlobal
{
    Reconstruct,
    Ndarray,
    Dtype,
    Scalar,
    Encode,
}

/// <summary>A tuple.</summary>
internal sealed record PickleTuple(object?[] Items);

/// <summary>A dict; insertion order, later values replace earlier ones in place.</summary>
internal sealed class PickleDict : OrderedDictionary<string, object?>
{
    public PickleDict() : base(StringComparer.Ordinal)
    {
    }
}

/// <summary>A numpy dtype: its code, and its byte order once its state is set.</summary>
internal sealed class PickleDtype(string code)
{
    public string Code { get; } = code;

    public char Order { get; set; } = '<';
}

/// <summary>A numpy array, empty until its state is set.</summary>
internal sealed class PickleArray
{
    public int[] Shape { get; set; } = [];

    public PickleDtype? Dtype { get; set; }

    public bool Fortran { get; set; }

    // byte[], or List<object?> for an object array.
    public object? Data { get; set; }
}
