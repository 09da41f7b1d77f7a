using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Pipeline.Activities.Measurements.Json;

public static partial class MeasurementJson
{
    /// <summary>Reads a measurement or scale file from a stream, token by token.</summary>
    /// <param name="stream">The JSON text.</param>
    /// <param name="path">Name of the file for messages.</param>
    /// <param name="like">A file of another rank of the same model; names are shared with it.</param>
    /// <exception cref="MeasurementException">The text is no such file; the message names line, column and node.</exception>
    public static MeasurementFile Read(Stream stream, string path, MeasurementFile? like = null)
    {
        using var scanner = new JsonScanner(stream, path);
        var header = new JsonMap();
        var nodes = new List<MeasurementNode>(like?.Nodes.Count ?? 0);
        scanner.Take('{');
        for (var first = true; scanner.NextItem(ref first, '}');)
        {
            var key = scanner.Key();
            if (header.ContainsKey(key))
                throw scanner.Error($"'{key}' occurs twice");
            header[key] = null;
            if (key == MeasurementFile.NodesKey)
                ReadNodes(scanner, nodes, like);
            else
                header[key] = scanner.Value();
        }
        scanner.TakeEnd();
        Check(header, scanner);
        return new(header, nodes);
    }

    private static void Check(JsonMap header, JsonScanner scanner)
    {
        if (!header.ContainsKey(MeasurementFile.NodesKey))
            throw scanner.Error("there is no 'Nodes', so this is no measurement file");
        if (header.GetValueOrDefault("Mode") is not string)
            throw scanner.Error("'Mode' must be a string such as DynamicRange or Scale");
        foreach (var rank in (ReadOnlySpan<string>)["GlobalRank", "LocalRank"])
        {
            if (header.GetValueOrDefault(rank) is not (null or Number { IsInteger: true }))
                throw scanner.Error($"'{rank}' must be an integer or null");
        }
    }

    private static void ReadNodes(JsonScanner scanner, List<MeasurementNode> nodes, MeasurementFile? like)
    {
        // As long as the names are those of the other rank, which are unique, none can occur twice.
        HashSet<string>? names = like is null ? new(StringComparer.Ordinal) : null;
        scanner.Take('{');
        for (var first = true; scanner.NextItem(ref first, '}');)
        {
            var known = like is not null && nodes.Count < like.Nodes.Count ? like.Nodes[nodes.Count] : null;
            var name = scanner.Key(known?.Name);
            scanner.Node = name;
            if (names is null && !ReferenceEquals(name, known?.Name))
                names = nodes.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
            if (names?.Add(name) == false)
                throw scanner.Error("the node occurs twice");
            nodes.Add(ReadNode(scanner, name));
            scanner.Node = null;
        }
    }

    // Far above anything real; without a limit the search for duplicates would take forever on hostile files.
    private const int MaxKeys = 1000;

    private static MeasurementNode ReadNode(JsonScanner scanner, string name)
    {
        ImmutableArray<Tensor> inputs = default, outputs = default;
        ImmutableArray<Parameter> parameters = default;
        JsonMap? unknown = null;
        var keys = new KeyOrder();
        scanner.Take('{');
        for (var first = true; scanner.NextItem(ref first, '}');)
        {
            var key = scanner.Key(keys.Expected);
            if (!keys.Add(key))
                throw scanner.Error($"'{key}' occurs twice");
            switch (key)
            {
                case NodeKeys.Inputs:
                    inputs = ReadTensors(scanner, key);
                    break;
                case NodeKeys.Outputs:
                    outputs = scanner.TryNull() ? default : ReadTensors(scanner, key);
                    break;
                case NodeKeys.Params:
                    parameters = scanner.TryNull() ? default : ReadParameters(scanner);
                    break;
                default:
                    if (unknown?.Count == MaxKeys)
                        throw scanner.Error($"the node has more than {MaxKeys} unknown keys");
                    (unknown ??= [])[key] = scanner.Value();
                    break;
            }
        }
        if (inputs.IsDefault)
            throw scanner.Error("the node has no 'inputs'");
        return new(name, inputs, outputs, parameters) { Keys = keys.ToArray(), Unknown = unknown };
    }

    private static ImmutableArray<Tensor> ReadTensors(JsonScanner scanner, string key)
    {
        if (scanner.Peek() != '[')
            throw scanner.Unexpected($"a list as '{key}'");
        scanner.Take('[');
        var tensors = scanner.Tensors;
        tensors.Clear();
        for (var first = true; scanner.NextItem(ref first, ']');)
            tensors.Add(TensorReader.Read(scanner));
        return ImmutableCollectionsMarshal.AsImmutableArray(tensors.Count == 0 ? [] : tensors.ToArray());
    }

    private static ImmutableArray<Parameter> ReadParameters(JsonScanner scanner)
    {
        if (scanner.Peek() != '{')
            throw scanner.Unexpected("an object as 'params'");
        scanner.Take('{');
        var parameters = scanner.Parameters;
        parameters.Clear();
        for (var first = true; scanner.NextItem(ref first, '}');)
        {
            var name = scanner.Key(Parameter.WeightName);
            if (parameters.Count == MaxKeys)
                throw scanner.Error($"the node has more than {MaxKeys} parameters");
            if (parameters.Exists(p => p.Name == name))
                throw scanner.Error($"parameter '{name}' occurs twice");
            parameters.Add(new(name, TensorReader.Read(scanner)));
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(parameters.ToArray());
    }
}
