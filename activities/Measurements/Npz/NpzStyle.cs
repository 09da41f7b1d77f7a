namespace Pipeline.Activities.Measurements.Npz;

/// <summary>Which of the two writers of NPZ files to follow.</summary>
public enum NpzStyle
{
    /// <summary>
    /// What the transforms rebuild from JSON: four top-level keys, <c>params</c> reduced to <c>weight</c>, and the dtypes
    /// that numpy infers (float64, or int64 where all values are integers).
    /// </summary>
    Rebuilt,

    /// <summary>What INC writes at measuring: <c>NumSamples</c> first, float32, all parameters.</summary>
    Inc,
}
