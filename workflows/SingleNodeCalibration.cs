namespace Pipeline.Workflows;

/// <summary>The documented single-node procedure: no NIC check, no environment step, no Ray.</summary>
public sealed class SingleNodeCalibration : DenseCalibration
{
    /// <inheritdoc/>
    public override string Description => "Calibrates a model on one node, unifies the result when asked for, and serves it for a trial.";

    /// <inheritdoc/>
    public override InputCheck Check(IReadOnlyDictionary<string, object?> values, PoolFacts pool)
    {
        var tensorParallel = CalibrationInputs.TensorParallel.In(values);
        var faults = tensorParallel > 8
            ? [$"tensorParallel={tensorParallel}: one node holds 8 cards. Use MultiNodeCalibration."]
            : Array.Empty<string>();
        return new InputCheck(faults, []).With(base.Check(values, pool));
    }
}
