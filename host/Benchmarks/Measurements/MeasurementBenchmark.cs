using System.Runtime.CompilerServices;
using Pipeline.Activities.Measurements.Transforms;

namespace Pipeline.Host.Benchmarks.Measurements;

/// <summary>
/// Measures the transforms on measurements that it makes up: Llama 405B, DeepSeek-R1, and 160 layers of 512 experts. Every
/// figure is of this machine and this run, the limits included.
/// </summary>
/// <param name="program">Program and leading arguments that run one command in a process of its own.</param>
/// <param name="small">Few layers and repetitions: to see that it works, not how fast.</param>
/// <param name="tell">Hears what is done at the moment.</param>
internal sealed class MeasurementBenchmark(IReadOnlyList<string> program, bool small, Action<string> tell) : IDisposable
{
    // Debian's numpy belongs to Debian's Python, which need not be the first on PATH.
    private static readonly string[] Numpy = ["/usr/bin/python3", "-c", "import numpy"];

    private readonly string folder = Directory.CreateTempSubdirectory("pipeline-bench-").FullName;

    /// <summary>Makes the sets, runs every transform, counts.</summary>
    public async Task<MeasurementFigures> RunAsync(CancellationToken cancellationToken)
    {
        var figures = new List<TransformFigures>();
        await foreach (var item in Cases(cancellationToken))
        {
            tell(item.Name);
            figures.Add(await MeasureAsync(item, cancellationToken));
        }

        tell("python3 with numpy");
        Usage? numpy = await ChildRun.SucceedsAsync(Numpy, cancellationToken)
            ? await FastestAsync(Repetitions(10), () => Usage.OfChildrenAsync(() => ChildRun.RunAsync(Numpy, cancellationToken)))
            : null;
        return new(figures, numpy);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The cases in order; the input of one is ready when it comes.</summary>
    private async IAsyncEnumerable<BenchCase> Cases([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var dense = Make(BenchModel.Dense(small), cancellationToken);
        yield return new("unify Llama 405B 16 to 8", dense, ["unify", "-r", "8", "-s"], Bound.Tokenising, Full(OfficialFigure.UnifyDense), Repetitions(10));
        yield return new("postprocess Llama 405B, 16 ranks", dense, ["postprocess"], Bound.Tokenising, Full(OfficialFigure.PostprocessDense), Repetitions(10));

        var experts = Make(BenchModel.Experts(small), cancellationToken);
        yield return new("unify DeepSeek-R1 8 to 1", experts, ["unify", "-r", "1", "-u", "-s"], Bound.Tokenising, Full(OfficialFigure.UnifyExperts), Repetitions(10));
        var unified = await UnifyAsync(experts, cancellationToken);
        yield return new("postprocess DeepSeek-R1, unified", unified, ["postprocess"], Bound.Tokenising, Full(OfficialFigure.PostprocessExperts), Repetitions(10));
        var processed = await PostprocessAsync(unified, cancellationToken);
        yield return new("expand DeepSeek-R1 to 16", processed, ["expand", "-w", "16"], Bound.Writing, Full(OfficialFigure.ExpandTo16), Repetitions(5));
        yield return new("expand DeepSeek-R1 to 32", processed, ["expand", "-w", "32"], Bound.Writing, Full(OfficialFigure.ExpandTo32), Repetitions(5));

        var largest = Make(BenchModel.Largest(small), cancellationToken);
        yield return new("unify 160 layers of 512 experts 8 to 1", largest, ["unify", "-r", "1", "-u", "-s"], Bound.Tokenising, null, Repetitions(3));
        unified = await UnifyAsync(largest, cancellationToken);
        yield return new("postprocess 160 layers of 512 experts", unified, ["postprocess"], Bound.Tokenising, null, Repetitions(3));
        processed = await PostprocessAsync(unified, cancellationToken);
        yield return new("expand 160 layers of 512 experts to 8", processed, ["expand", "-w", "8"], Bound.Writing, null, 1);
    }

    private async Task<TransformFigures> MeasureAsync(BenchCase item, CancellationToken cancellationToken)
    {
        var sizes = new List<long>();
        var inProcess = await FastestAsync(item.Repetitions + 1, () => FreshAsync(output => Usage.OfAsync(() => item.RunAsync(output, cancellationToken)), sizes));
        var process = await FastestAsync(item.Repetitions, () => FreshAsync(output => Usage.OfChildrenAsync(() => ChildRun.RunAsync([.. program, .. item.CommandLine(output)], cancellationToken))));
        var peak = await FreshAsync(output => ChildRun.PeakMemoryAsync([.. program, .. item.CommandLine(output)], cancellationToken));
        var limit = await FastestAsync(item.Repetitions + 1, () => FreshAsync(output => Usage.OfAsync(() =>
        {
            if (item.Bound == Bound.Writing)
                Limits.Write(output, sizes);
            else
                Limits.Tokenise(item.Source);
            return Task.CompletedTask;
        })));
        return new(item.Name, Limits.BytesOf(item.Source), sizes.Sum(), process, inProcess, peak, item.Bound, limit, item.Official);
    }

    /// <summary>Does something with a folder that is not there yet, and removes it; tells the sizes of what came into it.</summary>
    private async Task<T> FreshAsync<T>(Func<string, Task<T>> work, List<long>? sizes = null)
    {
        var output = Path.Combine(folder, "out");
        var result = await work(output);
        if (sizes is { Count: 0 })
            sizes.AddRange(Directory.EnumerateFiles(output).Select(file => new FileInfo(file).Length));
        if (Directory.Exists(output))
            Directory.Delete(output, recursive: true);
        return result;
    }

    private string Make(BenchModel model, CancellationToken cancellationToken)
    {
        tell($"making up {model.Name}");
        var made = Path.Combine(folder, model.Name, "g2");
        model.Write(made, cancellationToken);
        return made;
    }

    private static async Task<string> UnifyAsync(string source, CancellationToken cancellationToken)
    {
        var output = Beside(source, "g2-unified");
        await Unify.RunAsync(new() { Measurements = source, Output = output, Ranks = 1, ExpertParallel = true, SkipScales = true }, null, cancellationToken);
        return output;
    }

    private static async Task<string> PostprocessAsync(string source, CancellationToken cancellationToken)
    {
        var output = Beside(source, "g2-processed");
        await Postprocess.RunAsync(new() { Measurements = source, Output = output }, null, cancellationToken);
        return output;
    }

    private static string Beside(string source, string name) => Path.Combine(Path.GetDirectoryName(source)!, name);

    private OfficialFigure? Full(OfficialFigure figure) => small ? null : figure;

    private int Repetitions(int wanted) => small ? 1 : wanted;

    private static async Task<Usage> FastestAsync(int repetitions, Func<Task<Usage>> run)
    {
        var fastest = await run();
        for (var i = 1; i < repetitions; i++)
            fastest = Usage.Least(fastest, await run());
        return fastest;
    }
}
