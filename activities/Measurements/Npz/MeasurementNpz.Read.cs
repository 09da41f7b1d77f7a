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
            throw new MeasurementException($"the NPZ is not usable: {error.Message.TrimEnd('.')}.", path, node, "Restore the file or write it again from its JSON.", error);
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
        if (value is not PickleArray { Dtype: { } dtype } array)
            throw new InvalidDataException("a value is no numeric array");
        var shape = array.Shape is [1, 1] ? TensorShape.Cell : new TensorShape(array.Shape);
        budget.Take(shape.Count);
        return array.Data switch
        {
            byte[] data => new(shape, Elements(data, dtype, shape, array.Fortran)),
            List<object?> objects when objects.Count == shape.Count => new(shape, [.. objects.Select(item =>
                item as Number? ?? throw new InvalidDataException($"an array holds {(item is null ? "None" : "an object")} where a number must be"))]),
            _ => throw new InvalidDataException("a value is no numeric array"),
        };
    }

    private static Number[] Elements(byte[] data, PickleDtype dtype, TensorShape shape, bool fortran)
    {
        var size = dtype.Code is "f2" or "f4" or "f8" or "i1" or "i2" or "i4" or "i8" or "u1" or "u2" or "u4" or "u8"
            ? dtype.Code[1] - '0'
            : throw new InvalidDataException($"arrays of type '{dtype.Code}' do not occur in measurements");
        if (dtype.Order is not ('<' or '>' or '=' or '|') || (long)size * shape.Count != data.Length)
            throw new InvalidDataException($"an array of type '{dtype.Order}{dtype.Code}' and shape {shape} has {data.Length} bytes");
        var bigEndian = dtype.Order == '>';
        var values = new Number[shape.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var bytes = data.AsSpan((fortran ? shape.ColumnMajor(i) : i) * size, size);
            // An array that the memo names twice is read twice: its bytes must stay as they are.
            values[i] = Element(dtype.Code[0], bigEndian ? Reversed(bytes) : bytes);
        }
        return values;
    }

    private static byte[] Reversed(ReadOnlySpan<byte> bytes)
    {
        var reversed = bytes.ToArray();
        System.Array.Reverse(reversed);
        return reversed;
    }

    private static Number Element(char kind, ReadOnlySpan<byte> bytes) => (kind, bytes.Length) switch
    {
        ('f', 8) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        ('f', 4) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        ('f', _) => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        _ => new Number(new BigInteger(bytes, isUnsigned: kind == 'u')),
    };
}
