using BenchmarkDotNet.Attributes;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Json;
using Pipeline.Activities.Measurements.Npz;
using Pipeline.Host.Benchmarks.Measurements;

namespace Pipeline.Benchmarks;

/// <summary>Reading and writing one rank of DeepSeek-R1, from and to memory.</summary>
public class Files
{
    private MeasurementFile file = null!;
    private byte[] json = [];
    private byte[] npz = [];

    [GlobalSetup]
    public void Make()
    {
        file = BenchModel.Experts(small: false).Measure(0);
        json = Written(stream => MeasurementJson.Write(stream, file));
        npz = Written(stream => MeasurementNpz.Write(stream, file));
    }

    [Benchmark]
    public MeasurementFile ReadJson() => MeasurementJson.Read(new MemoryStream(json), "0.json");

    [Benchmark]
    public MeasurementFile ReadJsonOfAnotherRank() => MeasurementJson.Read(new MemoryStream(json), "1.json", file);

    [Benchmark]
    public MeasurementFile ReadNpz() => MeasurementNpz.Read(new MemoryStream(npz), "0.npz");

    [Benchmark]
    public void WriteJson() => MeasurementJson.Write(Stream.Null, file);

    [Benchmark]
    public void WriteNpz() => MeasurementNpz.Write(Stream.Null, file);

    private static byte[] Written(Action<Stream> write)
    {
        var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
