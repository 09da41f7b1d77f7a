using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using Pipeline.Activities.Measurements.Json;

namespace Pipeline.Activities.Measurements.Npz;

public static partial class MeasurementNpz
{
    /// <summary>Reads a measurement or scale file as INC's loader would, without running anything of its pickle.</summary>
    /// <param name="stream">The archive; seekable.</param>
    /// <param name="path">Name of the file for messages.</param>
    /// <exception cref="MeasurementException">The archive, its pickle or its content is no measurement.</exception>
    public static MeasurementFile Read(Stream stream, string path)
    {
        string? node = null;
        try
        {
            var pickle = NpzContainer.PickleOf(NpzContainer.Read(stream));
            var content = Root(new PickleReader(pickle).Read());
            var budget = new ValueBudget(pickle.Length);
            var header = new JsonMap();
            var nodes = new List<MeasurementNode>();
            foreach (var (key, value) in content)
            {
                header[key] = value is Number or string or bool ? value : null;
                if (key != MeasurementFile.NodesKey)
                    continue;
                foreach (var (name, members) in value as PickleDict ?? throw new InvalidDataException("'Nodes' is no dict"))
                {
                    node = name;
                    nodes.Add(Node(name, members, budget));
                }
                node = null;
            }
            if (!content.ContainsKey(MeasurementFile.NodesKey) || header.GetValueOrDefault("Mode") is not string)
                throw new InvalidDataException("it has no 'Mode' or no 'Nodes'");
            return new(header, nodes);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or NotSupportedException or OverflowException)
        {
            throw new MeasurementException($"the NPZ is not usable: {error.Message}.", path, node, "Restore the file or write it again from its JSON.", error);
        }
    }

    private static PickleDict Root(object? root) =>
        root is PickleArray { Data: List<object?> and [PickleDict content] } ? content
        : root as PickleDict ?? throw new InvalidDataException("it does not hold one dict");

    private static MeasurementNode Node(string name, object? value, ValueBudget budget)
    {
        var members = value as PickleDict ?? throw new InvalidDataException("the node is no dict");
        ImmutableArray<Tensor> inputs = default, outputs = default;
        ImmutableArray<Parameter> parameters = default;
        foreach (var (key, member) in members)
        {
            switch (key)
            {
                // Old files have the singular names; INC's loader renames them, too.
                case NodeKeys.Inputs or "input":
                    inputs = Tensors(member, budget);
                    break;
                case NodeKeys.Outputs or "output":
                    outputs = Tensors(member, budget);
                    break;
                case NodeKeys.Params:
                    parameters = Parameters(member, budget);
                    break;
                default:
                    throw new InvalidDataException($"INC's loader fails on the unknown key '{key}'");
            }
        }
        return new(name, inputs.IsDefault ? throw new InvalidDataException("the node has no 'inputs'") : inputs, outputs, parameters);
    }

    private static ImmutableArray<Tensor> Tensors(object? value, ValueBudget budget) => value switch
    {
        null => default,
        PickleTuple tuple => [.. tuple.Items.Select(item => Array(item, budget))],
        List<object?> list => [.. list.Select(item => Array(item, budget))],
        // The loader takes a bare array for a single one.
        PickleArray => [Array(value, budget)],
        _ => throw new InvalidDataException("arrays stand neither in a list nor in a tuple"),
    };

    private static ImmutableArray<Parameter> Parameters(object? value, ValueBudget budget) => value switch
    {
        null => default,
        PickleDict dict => [.. dict.Select(pair => new Parameter(pair.Key, Array(pair.Value, budget)))],
        _ => throw new InvalidDataException("'params' is no dict"),
    };

    private static Tensor Array(object? value, ValueBudget budget)
    {
        budget.Take(1);
        if (value is Number number)
            return Tensor.Scalar(number);
        if (value is not PickleArray { Dtype: { } dtype, Data: byte[] data } array)
            throw new InvalidDataException("a value is no numeric array");
        var shape = array.Shape is [1, 1] ? TensorShape.Cell : new TensorShape(array.Shape);
        var size = dtype.Code.Length == 2 && char.IsAsciiDigit(dtype.Code[1]) ? dtype.Code[1] - '0' : 0;
        if (dtype.Order is not ('<' or '=' or '|') || size == 0 || (long)size * shape.Count != data.Length)
            throw new InvalidDataException($"an array of type '{dtype.Order}{dtype.Code}' and shape {shape} has {data.Length} bytes");
        if (array.Fortran && array.Shape.Count(d => d > 1) > 1)
            throw new InvalidDataException("an array is in Fortran order");
        budget.Take(shape.Count);
        var values = new Number[shape.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Element(dtype.Code, data.AsSpan(i * size, size));
        return new(shape, values);
    }

    private static Number Element(string code, ReadOnlySpan<byte> bytes) => code switch
    {
        "f8" => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        "f4" => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        "f2" => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        "i8" => new Number(new BigInteger(BinaryPrimitives.ReadInt64LittleEndian(bytes))),
        "i4" => new Number(new BigInteger(BinaryPrimitives.ReadInt32LittleEndian(bytes))),
        "u8" => new Number(new BigInteger(BinaryPrimitives.ReadUInt64LittleEndian(bytes))),
        _ => throw new InvalidDataException($"arrays of type '{code}' do not occur in measurements"),
    };
}
