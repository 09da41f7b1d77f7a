using BenchmarkDotNet.Attributes;
using Pipeline.Activities.Measurements.Transforms;
using Pipeline.Host.Benchmarks.Measurements;

namespace Pipeline.Benchmarks;

/// <summary>Whole transforms from folder to folder; each starts with an empty destination.</summary>
public class Transforms
{
    private string folder = "";

    private string Output => Path.Combine(folder, "out");

    private string Dense => Path.Combine(folder, "dense");

    private string Experts => Path.Combine(folder, "experts");

    private string Unified => Path.Combine(folder, "unified");

    [GlobalSetup]
    public async Task Make()
    {
        folder = Directory.CreateTempSubdirectory("pipeline-benchmarks-").FullName;
        BenchModel.Dense(small: false).Write(Dense, CancellationToken.None);
        BenchModel.Experts(small: false).Write(Experts, CancellationToken.None);
        await Unify.RunAsync(new() { Measurements = Experts, Output = Unified, Ranks = 1, ExpertParallel = true, SkipScales = true });
    }

    [GlobalCleanup]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [IterationCleanup]
    public void Empty() => Directory.Delete(Output, recursive: true);

    [Benchmark]
    public Task<TransformResult> UnifyLlama405BFrom16To8() => Unify.RunAsync(new() { Measurements = Dense, Output = Output, Ranks = 8, SkipScales = true });

    [Benchmark]
    public Task<TransformResult> UnifyDeepSeekR1From8To1() => Unify.RunAsync(new() { Measurements = Experts, Output = Output, Ranks = 1, ExpertParallel = true, SkipScales = true });

    [Benchmark]
    public Task<TransformResult> PostprocessDeepSeekR1() => Postprocess.RunAsync(new() { Measurements = Unified, Output = Output });

    [Benchmark]
    public Task<TransformResult> ExpandDeepSeekR1To16() => Expand.RunAsync(new() { Measurements = Unified, Output = Output, TargetWorldSize = 16 });
}
