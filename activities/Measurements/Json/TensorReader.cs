using System.Runtime.InteropServices;

namespace Pipeline.Activities.Measurements.Json;

/// <summary>Reads a number or evenly nested lists of numbers.</summary>
internal static class TensorReader
{
    private const int MaxDimensions = 8;

    /// <summary>Takes one tensor.</summary>
    public static Tensor Read(JsonScanner scanner)
    {
        if (scanner.TryCell(out var cell))
            return Tensor.Cell(cell);
        if (scanner.Peek() != '[')
            return Tensor.Scalar(scanner.Number());
        var values = new List<Number>(1);
        Span<int> sizes = stackalloc int[MaxDimensions];
        sizes.Fill(-1);
        var leaf = -1;
        ReadLevel(scanner, 0, sizes, values, ref leaf);

        var count = sizes.IndexOf(-1);
        sizes = sizes[..(count < 0 ? MaxDimensions : count)];
        if (sizes is [1, 1] && values.Count == 1)
            return new(TensorShape.Cell, values[0]);
        var shape = new TensorShape(sizes);
        return shape.Count == values.Count ? new(shape, CollectionsMarshal.AsSpan(values)) : throw Ragged(scanner);
    }

    private static void ReadLevel(JsonScanner scanner, int depth, Span<int> sizes, List<Number> values, ref int leaf)
    {
        if (depth == MaxDimensions)
            throw scanner.Error($"a value is nested deeper than {MaxDimensions} lists");
        scanner.Take('[');
        var size = 0;
        for (var first = true; scanner.NextItem(ref first, ']'); size++)
        {
            if (scanner.Peek() == '[')
            {
                ReadLevel(scanner, depth + 1, sizes, values, ref leaf);
                continue;
            }
            values.Add(scanner.Number());
            leaf = leaf < 0 ? depth : leaf;
            if (leaf != depth)
                throw Ragged(scanner);
        }
        if (sizes[depth] >= 0 && sizes[depth] != size || leaf >= 0 && leaf < depth)
            throw Ragged(scanner);
        sizes[depth] = size;
    }

    private static MeasurementException Ragged(JsonScanner scanner) =>
        scanner.Error("the lists of a value have different lengths or depths, which numpy cannot hold");
}
