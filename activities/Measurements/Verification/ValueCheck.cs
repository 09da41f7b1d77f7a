namespace Pipeline.Activities.Measurements.Verification;

/// <summary>Whether the values of one file make sense where quantization uses them.</summary>
internal static class ValueCheck
{
    /// <summary>What is wrong with the values.</summary>
    public static List<Finding> Run(MeasurementFile file, string name, string? device)
    {
        var findings = new List<Finding>();
        var experts = new ExpertLayout(file.Nodes);
        foreach (var value in NodeValue.Of(file))
            findings.AddRange(Check(value, experts, file.IsScale, name));
        if (file.IsScale)
            return findings;
        findings.AddRange(NeverActivated(file, experts, name));
        if (device is not null)
            findings.AddRange(Saturating(file, device, name));
        return findings;
    }

    private static IEnumerable<Finding> Check(NodeValue value, ExpertLayout experts, bool scale, string name)
    {
        var node = value.Node.Name;
        if (value.NonFinite is { } number)
        {
            yield return value.Used
                ? new(Severity.Error, name, node, $"{value.Position} is {number}.", "Measure again; if it stays, exclude the module by the blocklist.")
                : new(Severity.Note, name, node, $"{value.Position} is {number}; quantization does not use it.", "Nothing.");
            yield break;
        }
        if (!value.Used || value.Value.Count == 0)
            yield break;
        var minimum = Enumerable.Range(0, value.Value.Count).Min(i => value.Value[i].ToDouble());
        if (minimum < 0)
            yield return new(Severity.Warning, name, node, $"{value.Position} is negative ({minimum}); maxima of absolute values are not.", "Measure again.");
        else if (minimum == 0 && scale)
            yield return new(Severity.Error, name, node, $"{value.Position} is a scale of 0.", "Delete the scale files; they are recalculated at load.");
        // The experts' weights are never called themselves and always have input 0; fused outputs are counted per layer.
        else if (minimum == 0 && ExpertName.Parse(node) is null && !experts.IsFused(node))
            yield return new(Severity.Warning, name, node, $"{value.Position} is 0: nothing but zeros passed, so any real activation will saturate.", "Calibrate with more or longer samples.");
    }

    private static IEnumerable<Finding> Saturating(MeasurementFile file, string device, string name)
    {
        var limit = HardwareScales.LargestValue(device);
        foreach (var value in NodeValue.Of(file))
        {
            for (var i = 0; value.Used && i < value.Value.Count; i++)
            {
                if (!double.IsFinite(value.Value[i].ToDouble()) || value.Value[i].ToDouble() <= limit)
                    continue;
                yield return new(Severity.Warning, name, value.Node.Name, $"{value.Position} is {value.Value[i]}; no scale of this device type reaches beyond {limit}, so it saturates.", "Consider excluding the module by the blocklist.");
                break;
            }
        }
    }

    private static IEnumerable<Finding> NeverActivated(MeasurementFile file, ExpertLayout experts, string name)
    {
        foreach (var node in file.Nodes)
        {
            if (!experts.IsFused(node.Name))
                continue;
            var all = ExpertLayout.PerExpert(node, scale: false);
            var idle = 0;
            foreach (var expert in all)
                idle += expert.Count > 0 && expert[0].ToDouble() == 0 ? 1 : 0;
            if (all.IsEmpty)
                yield return new(Severity.Error, name, node.Name, "has no intermediate maxima, one an expert is needed at load.", "Expand again to ranks that divide the number of experts.");
            else if (idle > 0)
                yield return new(Severity.Warning, name, node.Name, $"{idle} of {all.Length} experts never saw a token.", "Calibrate with more samples (512 of at least 1,024 tokens for DeepSeek).");
        }
    }
}
