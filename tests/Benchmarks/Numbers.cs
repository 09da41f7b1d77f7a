using BenchmarkDotNet.Attributes;
using Pipeline.Activities.Measurements.Json;

namespace Pipeline.Benchmarks;

/// <summary>The text of one number: bfloat16, as measured; and one that needs all its digits.</summary>
public class Numbers
{
    private readonly byte[] text = new byte[PythonNumber.MaxFloatLength];

    [Params(3.515625, 0.10009765625, 0.1234567890123456789, 1e-7)]
    public double Value { get; set; }

    [Benchmark]
    public int Format() => PythonNumber.Format(Value, text);
}
