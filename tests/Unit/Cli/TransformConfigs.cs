using Pipeline.Activities.Measurements.Configuration;
using Pipeline.Host.Cli.Measurements;
using Pipeline.Host.Composition;
using Pipeline.Host.Runs;
using Pipeline.Tests.Unit.Measurements;

namespace Pipeline.Tests.Unit.Cli;

/// <summary>The quantize configuration that a transform of the command line writes beside its result.</summary>
public sealed class TransformConfigs : IDisposable
{
    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    private string Config(string text)
    {
        File.WriteAllText(temp.Sub("q.json"), text);
        return temp.Sub("q.json");
    }

    private TransformResult Expand(string config) => new MeasurementTools().Expand(new(temp.Sub("in"), temp.Sub("out"), 2, config), CancellationToken.None);

    [Fact]
    public void It_names_the_base_of_the_result()
    {
        Directory.CreateDirectory(temp.Sub("in"));
        File.Copy(Path.Combine(Golden.In("expand-1to4"), "inc_output_hooks_maxabs_0_1.json"), Path.Combine(temp.Sub("in"), "mine_hooks_maxabs_0_1.json"));

        var result = Expand(Config("""{"mode": "QUANTIZE", "dump_stats_path": "/old/inc_output"}"""));

        QuantizeConfig.Read(result.QuantizeConfig!).DumpStatsPath.ShouldBe(Path.Combine(temp.Sub("out"), "mine"));
    }

    [Fact]
    public void One_that_cannot_be_read_is_refused_before_anything_is_written()
    {
        Samples.WriteSet(temp.Sub("in"), [Samples.MoeRank(-1, 2, _ => 1)]);

        Should.Throw<InputException>(() => Expand(Config("[]")));
        Directory.Exists(temp.Sub("out")).ShouldBeFalse();
    }
}
