using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Configuration;
using Pipeline.Activities.Measurements.Transforms;
using Pipeline.Activities.Measurements.Verification;

namespace Pipeline.Tests.Unit.Measurements;

public sealed class VerifyTests : IDisposable
{
    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    private string Measured(params MeasurementFile[] ranks)
    {
        Samples.WriteSet(temp.Sub("g2"), ranks);
        CalibrationConfigs.For("llama", temp.Sub("g2/inc_output")).Quantize.Write(temp.Sub("maxabs_quant_g2.json"));
        return temp.Sub("g2");
    }

    private static MeasurementFile Dense(int rank, params double[] values) => Samples.DenseRank(rank, values);

    [Fact]
    public async Task Sound_measurements_have_no_findings()
    {
        var report = await Verify.RunAsync(Measured(Dense(0, 1, 2, 3, 4, 5), Dense(1, 1, 2, 3, 4, 5)));
        report.Findings.ShouldBeEmpty();
        report.IsUsable.ShouldBeTrue();
        report.Device.ShouldBe("g2");
    }

    [Fact]
    public async Task H14_Missing_ranks_pairs_and_damaged_files_are_errors()
    {
        var folder = Measured(Dense(0, 1, 2, 3, 4, 5), Dense(1, 1, 2, 3, 4, 5), Dense(2, 1, 2, 3, 4, 5));
        File.Delete(Path.Combine(folder, "inc_output_hooks_maxabs_0_3.npz"));
        File.WriteAllText(Path.Combine(folder, "inc_output_hooks_maxabs_1_3.json"), "");
        File.Delete(Path.Combine(folder, "inc_output_hooks_maxabs_2_3.json"));

        var errors = (await Verify.RunAsync(folder)).Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.File);
        errors.ShouldBe(["inc_output_hooks_maxabs_0_3.npz", "inc_output_hooks_maxabs_1_3.json", "inc_output_hooks_maxabs_2_3.json"]);
    }

    [Fact]
    public async Task H14_Json_and_npz_that_differ_are_an_error()
    {
        var folder = Measured(Dense(0, 1, 2, 3, 4, 5));
        var json = Path.Combine(folder, "inc_output_hooks_maxabs_0_1.json");
        File.WriteAllText(json, File.ReadAllText(json).Replace("3.0", "3.5", StringComparison.Ordinal));
        (await Verify.RunAsync(folder)).Findings.ShouldHaveSingleItem().Node.ShouldBe("model.layers.0.mlp.down_proj");
    }

    [Fact]
    public async Task H14_Ranks_with_different_nodes_are_an_error()
    {
        var folder = Measured(Dense(0, 1, 2, 3, 4, 5), Dense(1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        (await Verify.RunAsync(folder)).IsUsable.ShouldBeFalse();
    }

    [Fact]
    public async Task H18_NaN_is_an_error_where_it_is_used_and_a_note_elsewhere()
    {
        var folder = Measured(Dense(0, double.NaN, 2, 3, 4, double.PositiveInfinity));
        (await Verify.RunAsync(folder)).Findings.Select(finding => finding.Severity).ShouldBe([Severity.Error, Severity.Note]);
    }

    [Fact]
    public async Task H19_Experts_that_saw_no_token_are_counted()
    {
        var finding = (await Verify.RunAsync(Measured(Samples.MoeRank(0, 8, e => e < 3 ? 0 : 1)))).Findings.ShouldHaveSingleItem();
        finding.Message.ShouldContain("3 of 8 experts");
        finding.Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public async Task Files_changed_after_the_manifest_are_an_error()
    {
        await Unify.RunAsync(new() { Measurements = Golden.In("dense-4to2"), Output = temp.Sub("out"), Ranks = 2, Device = "g3" });
        (await Verify.RunAsync(temp.Sub("out"))).ShouldSatisfyAllConditions(report => report.IsUsable.ShouldBeTrue(), report => report.Device.ShouldBe("g3"));
        File.AppendAllText(Path.Combine(temp.Sub("out"), "inc_output_hooks_maxabs_1_2.json"), " ");
        (await Verify.RunAsync(temp.Sub("out"))).Findings.ShouldContain(finding => finding.Severity == Severity.Error && finding.Message.Contains("manifest", StringComparison.Ordinal));
    }
}
