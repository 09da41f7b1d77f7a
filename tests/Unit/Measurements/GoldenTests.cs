using Pipeline.Activities.Measurements.Transforms;

namespace Pipeline.Tests.Unit.Measurements;

public sealed class GoldenTests : IDisposable
{
    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("dense-4to2", 2, false, true)]
    [InlineData("dense-4to1", 1, false, true)]
    [InlineData("dense-8to2", 2, false, true)]
    [InlineData("dense-4to2-noskip", 2, false, false)]
    [InlineData("scales-4to2", 2, false, false)]
    [InlineData("ep-4to1", 1, true, true)]
    [InlineData("ep-8to4", 4, true, true)]
    [InlineData("ep-scales-4to2", 2, true, false)]
    [InlineData("ep-many-2to1", 1, true, true)]
    [InlineData("numbers-2to1", 1, false, true)]
    [InlineData("large-integers-2to1", 1, false, true)]
    [InlineData("names-2to1", 1, false, true)]
    [InlineData("ep-without-expert-nodes-4to2", 2, true, true)]
    public async Task Unify_gives_the_official_result(string name, int ranks, bool expertParallel, bool skipScales)
    {
        await Unify.RunAsync(new() { Measurements = Golden.In(name), Output = temp.Sub("out"), Ranks = ranks, ExpertParallel = expertParallel, SkipScales = skipScales });

        Golden.ShouldHaveProduced(name, temp.Sub("out"));
    }

    [Theory]
    [InlineData("post-plain", null)]
    [InlineData("post-deepseek", null)]
    [InlineData("post-deepseek", true)]
    [InlineData("post-deepseek-equal", true)]
    public async Task Postprocess_gives_the_official_result(string name, bool? deepSeek)
    {
        await Postprocess.RunAsync(new() { Measurements = Golden.In(name), Output = temp.Sub("out"), DeepSeek = deepSeek });

        Golden.ShouldHaveProduced(name, temp.Sub("out"));
    }

    [Theory]
    [InlineData("expand-1to1", 1)]
    [InlineData("expand-1to4", 4)]
    [InlineData("expand-1to16", 16)]
    public async Task Expand_gives_the_official_result(string name, int ranks)
    {
        await Expand.RunAsync(new() { Measurements = Golden.In(name), Output = temp.Sub("out"), TargetWorldSize = ranks });

        Golden.ShouldHaveProduced(name, temp.Sub("out"));
    }
}
