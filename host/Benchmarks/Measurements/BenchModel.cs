using Pipeline.Activities.Measurements;
using Pipeline.Host.Simulator.Models;

namespace Pipeline.Host.Benchmarks.Measurements;

/// <summary>A model whose measurements are made up for the benchmark: the real shape, values as bfloat16 has them.</summary>
/// <param name="Name">Name for people; also the folder.</param>
/// <param name="Shape">Its layers and experts.</param>
/// <param name="Ranks">Ranks that measured it.</param>
internal sealed record BenchModel(string Name, ModelShape Shape, int Ranks)
{
    private const int SmallLayers = 4;
    private const int SmallExperts = 64;
    private const int Samples = 9;

    /// <summary>Llama 3.1 405B on 16 cards.</summary>
    public static BenchModel Dense(bool small) => Of("llama-405b", ModelShapes.Of("llama-3.1-405b").Shape, 16, small);

    /// <summary>DeepSeek-R1 on 8 cards with expert parallelism.</summary>
    public static BenchModel Experts(bool small) => Of("deepseek-r1", ModelShapes.Of("deepseek-r1").Shape, 8, small);

    /// <summary>The largest shape that memory must stay bounded for: 160 layers of 512 experts.</summary>
    public static BenchModel Largest(bool small) => Of("160x512", ModelShapes.Of("deepseek-r1").Shape with { Layers = 160, Experts = 512 }, 8, small);

    /// <summary>The measurement of one rank.</summary>
    public MeasurementFile Measure(int rank) => Maker().Measure(rank, Samples);

    /// <summary>Writes the files as INC leaves them: JSON, NPZ and mod list of every rank.</summary>
    public void Write(string folder, CancellationToken cancellationToken)
    {
        var maker = Maker();
        for (var rank = 0; rank < Ranks; rank++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = MeasurementName.Measurement(rank, Ranks);
            MeasurementFiles.WriteAsInc(folder, name, maker.Measure(rank, Samples));
            MeasurementFiles.WriteModList(folder, name, maker.ModList(rank));
        }
    }

    private MeasurementMaker Maker() => new(Name, Shape, Ranks, expertParallel: Shape.Experts > 0);

    private static BenchModel Of(string name, ModelShape shape, int ranks, bool small) =>
        new(name, small ? shape with { Layers = SmallLayers, DenseLayers = Math.Min(shape.DenseLayers, SmallLayers), Experts = Math.Min(shape.Experts, SmallExperts) } : shape, ranks);
}
