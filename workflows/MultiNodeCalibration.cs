namespace Pipeline.Workflows;

/// <summary>
/// The documented multi-node procedure: prerequisites, plugin, workspace, NIC check with bounded flips, environment, Ray,
/// calibration, unification when asked for, verification, trial serving.
/// </summary>
public sealed class MultiNodeCalibration : DenseCalibration
{
    /// <inheritdoc/>
    public override string Description => "Calibrates a model over several nodes, unifies the result when asked for, and serves it for a trial.";
}
