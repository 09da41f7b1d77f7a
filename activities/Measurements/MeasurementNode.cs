using System.Collections.Immutable;

namespace Pipeline.Activities.Measurements;

/// <summary>
/// What was measured (or which scales were calculated) for one module. <see cref="Outputs"/> and
/// <see cref="Parameters"/> are <c>default</c> where the file has none or null.
/// </summary>
public sealed record MeasurementNode
{
    /// <summary>A node with the keys that its values need.</summary>
    public MeasurementNode(string name, ImmutableArray<Tensor> inputs, ImmutableArray<Tensor> outputs = default, ImmutableArray<Parameter> parameters = default)
    {
        Name = name;
        Inputs = inputs;
        Outputs = outputs;
        Parameters = parameters;
        Keys = NodeKeys.For(!outputs.IsDefault, !parameters.IsDefault);
    }

    /// <summary>Module name, e.g. <c>model.layers.0.mlp.down_proj</c>.</summary>
    public string Name { get; init; }

    /// <summary>One tensor a measured input; never default.</summary>
    public ImmutableArray<Tensor> Inputs { get; init; }

    /// <summary>One tensor a measured output, or default.</summary>
    public ImmutableArray<Tensor> Outputs { get; init; }

    /// <summary>Parameters in file order, or default.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; }

    /// <summary>The node's keys in the JSON's order, null-valued and unknown ones included.</summary>
    public ImmutableArray<string> Keys { get; init; }

    /// <summary>Values of unknown keys, kept in JSON and left out of NPZ (whose loader refuses them).</summary>
    public Json.JsonMap? Unknown { get; init; }

    /// <summary>The <c>weight</c> parameter, if there is one.</summary>
    public Tensor? Weight
    {
        get
        {
            if (Parameters.IsDefault)
                return null;
            foreach (var parameter in Parameters)
            {
                if (parameter.Name == Parameter.WeightName)
                    return parameter.Value;
            }
            return null;
        }
    }
}
