namespace Pipeline.Activities.Measurements;

/// <summary>One position of a node's values.</summary>
/// <param name="Node">The node.</param>
/// <param name="Position">Where, e.g. <c>inputs[0]</c>.</param>
/// <param name="Value">The tensor.</param>
/// <param name="Used">Whether quantization with the standard configuration reads it.</param>
public readonly record struct NodeValue(MeasurementNode Node, string Position, Tensor Value, bool Used)
{
    // Shared by all nodes: a fused MoE node has one output an expert.
    private static readonly string[] inputs = [.. Enumerable.Range(0, 8).Select(i => $"{NodeKeys.Inputs}[{i}]")];
    private static readonly string[] outputs = [.. Enumerable.Range(0, 1025).Select(i => $"{NodeKeys.Outputs}[{i}]")];

    /// <summary>
    /// All values of a file. Unused are the second and later outputs of anything but fused MoE and fused SDPA nodes
    /// (uninitialised memory with one rank), input 1 of the batch-to-block matmuls, and parameters, which are calculated
    /// from the loaded weights.
    /// </summary>
    public static IEnumerable<NodeValue> Of(MeasurementFile file)
    {
        var experts = new ExpertLayout(file.Nodes);
        foreach (var node in file.Nodes)
        {
            var blockMatmul = node.Name.EndsWith("batch2block_matmul", StringComparison.Ordinal) || node.Name.EndsWith("block2batch_matmul", StringComparison.Ordinal);
            for (var i = 0; i < node.Inputs.Length; i++)
                yield return new(node, PositionOf(NodeKeys.Inputs, i), node.Inputs[i], !(blockMatmul && i == 1));
            var all = experts.IsFused(node.Name) || node.Name.EndsWith("fused_scaled_dot_product_attention", StringComparison.Ordinal);
            for (var i = 0; !node.Outputs.IsDefault && i < node.Outputs.Length; i++)
                yield return new(node, PositionOf(NodeKeys.Outputs, i), node.Outputs[i], i == 0 || all);
            if (node.Parameters.IsDefault)
                continue;
            foreach (var parameter in node.Parameters)
                yield return new(node, parameter.Name == Parameter.WeightName ? "params.weight" : $"params.{parameter.Name}", parameter.Value, false);
        }
    }

    /// <summary>Whether any number of a file is NaN or infinite, used or not: the quick question before the long answer.</summary>
    public static bool AnyNonFinite(MeasurementFile file)
    {
        foreach (var node in file.Nodes)
        {
            if (Any(node.Inputs.AsSpan()) || !node.Outputs.IsDefault && Any(node.Outputs.AsSpan()))
                return true;
        }
        return false;
    }

    /// <summary>The first number of the tensor that is NaN or infinite.</summary>
    public Number? NonFinite
    {
        get
        {
            for (var i = 0; i < Value.Count; i++)
            {
                if (IsNonFinite(Value[i]))
                    return Value[i];
            }
            return null;
        }
    }

    private static bool Any(ReadOnlySpan<Tensor> tensors)
    {
        foreach (ref readonly var tensor in tensors)
        {
            for (var i = 0; i < tensor.Count; i++)
            {
                if (IsNonFinite(tensor[i]))
                    return true;
            }
        }
        return false;
    }

    private static bool IsNonFinite(Number number) => !double.IsFinite(number.ToDouble()) && !number.IsInteger;

    private static string PositionOf(string key, int index)
    {
        var known = key == NodeKeys.Inputs ? inputs : outputs;
        return index < known.Length ? known[index] : $"{key}[{index}]";
    }
}
