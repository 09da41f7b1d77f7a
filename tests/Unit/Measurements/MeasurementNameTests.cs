using Pipeline.Activities.Measurements;

namespace Pipeline.Tests.Unit.Measurements;

public sealed class MeasurementNameTests
{
    [Theory]
    [InlineData("inc_output_hooks_maxabs_0_16.json", "inc_output", null, 0, 16, MeasurementKind.Json)]
    [InlineData("inc_output_hooks_maxabs_15_16.npz", "inc_output", null, 15, 16, MeasurementKind.Npz)]
    [InlineData("inc_output_hooks_maxabs_3_8_mod_list.json", "inc_output", null, 3, 8, MeasurementKind.ModList)]
    [InlineData("inc_output_hooks_maxabs_MAXABS_HW_3_8.json", "inc_output", "MAXABS_HW", 3, 8, MeasurementKind.Json)]
    [InlineData("my-base.v2_hooks_maxabs_UNIT_SCALE_0_1.npz", "my-base.v2", "UNIT_SCALE", 0, 1, MeasurementKind.Npz)]
    [InlineData("b_hooks_maxabs_ACT_MAXABS_POW2_WEIGHTS_PCS_OPT_POW2_0_2.json", "b", "ACT_MAXABS_POW2_WEIGHTS_PCS_OPT_POW2", 0, 2, MeasurementKind.Json)]
    public void Names_are_read_and_written_exactly(string name, string baseName, string? method, int rank, int world, MeasurementKind kind)
    {
        var parsed = MeasurementName.Parse(name);

        parsed.ShouldBe(new MeasurementName(baseName, method, rank, world, kind));
        parsed!.FileName.ShouldBe(name);
    }

    [Theory]
    [InlineData("inc_output_hooks_maxabs_0_1.json.bak")]
    [InlineData("inc_output_hooks_maxabs_00_1.json")]
    [InlineData("inc_output_hooks_maxabs_1_1.json")]
    [InlineData("inc_output_hooks_maxabs_0_0.json")]
    [InlineData("inc_output_hooks_maxabs_MAXABS_HW_0_1_mod_list.json")]
    [InlineData("inc_output_hooks_shape_0_1.json")]
    [InlineData("inc_output_hooks_maxabs_maxabs_hw_0_1.json")]
    [InlineData("_hooks_maxabs_0_1.json")]
    [InlineData("copy of inc_output_hooks_maxabs_0_1 (2).json")]
    [InlineData("inc_output_hooks_maxabs_99999999999_999999999999.json")]
    [InlineData("maxabs_quant_g2.json")]
    [InlineData("pipeline-manifest")]
    [InlineData("inc_output_hooks_maxabs_0_1.json\n")]
    public void Other_names_are_no_measurements(string name) => MeasurementName.Parse(name).ShouldBeNull();
}
