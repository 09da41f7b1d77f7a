namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>One sub-step of calibrate_model.sh as a command of its own, run in the calibration folder.</summary>
/// <param name="Number">1 to 5.</param>
/// <param name="Heading">The line by which the script announces it, e.g. <c>2/4 Measuring scales</c>.</param>
/// <param name="Words">Program and arguments, one word each.</param>
public sealed record SubStepCommand(int Number, string Heading, IReadOnlyList<string> Words)
{
    /// <summary>Variables that the script sets for it, without <c>QUANT_CONFIG</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
