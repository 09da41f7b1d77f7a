namespace Pipeline.Activities.Measurements.Verification;

/// <summary>
/// Whether one rank's scale file fits the device type and the measurement beside it. Scales win over measurements at load,
/// so a file that an older calibration or the other device type left would be served without a word.
/// </summary>
internal static class ScaleCheck
{
    private const string Delete = "Delete the scale files of this set; they are calculated anew when the model is loaded.";

    /// <summary>What does not fit.</summary>
    /// <param name="scales">The scale file.</param>
    /// <param name="measured">The measurement of the same rank; null if there is none.</param>
    /// <param name="device">Device type, if known.</param>
    /// <param name="method">Scale method of the file's name.</param>
    /// <param name="name">File name.</param>
    public static IEnumerable<Finding> Run(MeasurementFile scales, MeasurementFile? measured, string? device, string method, string name)
    {
        if (measured is null)
            yield return new(Severity.Warning, name, null, "there is no measurement of this rank beside its scales.", "Restore the measurement; modules without a scale cannot be quantized without it.");
        else if (scales.Nodes.FirstOrDefault(Unmeasured(measured)) is { } odd)
            yield return new(Severity.Warning, name, odd.Name, "has scales but was not measured, so they come from another calibration.", Delete);
        if (device is null || method != HardwareScales.Method)
            yield break;
        foreach (var node in scales.Nodes)
        {
            if (Foreign(node, device) is not { } scale)
                continue;
            yield return new(Severity.Error, name, node.Name, $"holds the scale {scale}, which {(device == DeviceType.Gaudi2 ? "Gaudi 2" : "Gaudi 3")} does not have: the scales were calculated on the other device type.", Delete);
            break;
        }
        if (measured is not null && Outgrown(scales, measured, device) is var (stale, scaled, maximum))
            yield return new(Severity.Error, name, stale, $"the scale {scaled} of inputs[0] saturates at {scaled.ToDouble() * HardwareScales.FullScale(device)}, but {maximum} was measured: the scales are older than the measurement.", Delete);
    }

    private static Func<MeasurementNode, bool> Unmeasured(MeasurementFile measured)
    {
        var names = measured.Nodes.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        return node => !names.Contains(node.Name);
    }

    // Outputs of linears and matmuls are products of two scales and may leave the set.
    private static Number? Foreign(MeasurementNode node, string device)
    {
        foreach (var tensor in node.Weight is { } weight ? node.Inputs.Append(weight) : node.Inputs)
        {
            if (tensor.Count == 1 && !HardwareScales.Has(device, tensor[0].ToDouble()))
                return tensor[0];
        }
        return null;
    }

    private static (string Node, Number Scale, Number Maximum)? Outgrown(MeasurementFile scales, MeasurementFile measured, string device)
    {
        var maxima = measured.Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        foreach (var node in scales.Nodes)
        {
            if (node.Inputs is not [{ Count: 1 } scale, ..] || maxima.GetValueOrDefault(node.Name)?.Inputs is not [{ Count: 1 } maximum, ..])
                continue;
            var scaled = scale[0].ToDouble();
            if (scaled < HardwareScales.Largest(device) && scaled * HardwareScales.FullScale(device) < maximum[0].ToDouble())
                return (node.Name, scale[0], maximum[0]);
        }
        return null;
    }
}
