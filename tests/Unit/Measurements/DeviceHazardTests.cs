using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Configuration;
using Pipeline.Activities.Measurements.Verification;
using Pipeline.Host.Simulator.Devices;
using Pipeline.Host.Simulator.Models;

namespace Pipeline.Tests.Unit.Measurements;

/// <summary>Nothing in the files tells Gaudi 2 from Gaudi 3, or old scales from new ones, but their values can.</summary>
public sealed class DeviceHazardTests : IDisposable
{
    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    private static MeasurementFile Scales(double input, string node = "model.layers.0.self_attn.qkv_proj") => MeasurementFile.Create(
        0, [new(node, [Tensor.Scalar(input)], [Tensor.Scalar(input / 16)], [Parameter.Weight(Tensor.Scalar(0.0625))])], MeasurementFile.ScaleMode);

    private async Task<IReadOnlyList<Finding>> Findings(string folder, double measured, MeasurementFile? scales, string? config = null)
    {
        var path = temp.Sub(folder);
        Samples.WriteSet(path, [Samples.DenseRank(0, [measured, 2, 3, 4, 5])]);
        if (scales is not null)
            MeasurementFiles.WriteAsInc(path, MeasurementName.Scale(0, 1), scales);
        CalibrationConfigs.For("llama", Path.Combine(path, "inc_output")).Quantize.Write(temp.Sub(config ?? $"maxabs_quant_{folder}.json"));
        return (await Verify.RunAsync(path)).Findings;
    }

    [Fact]
    public async Task H41_Scales_of_the_other_device_type_are_recognised_by_their_values()
    {
        (await Findings("g2", 12, Scales(0.25))).ShouldHaveSingleItem().Message.ShouldContain("Gaudi 2 does not have");
        (await Findings("g3", 12, Scales(0.25))).ShouldBeEmpty();
    }

    [Fact]
    public async Task H41_An_unknown_device_type_is_a_warning_and_a_contradiction_an_error()
    {
        (await Findings("measured", 12, null)).ShouldHaveSingleItem().Severity.ShouldBe(Severity.Warning);
        (await Findings("g2", 12, null, "maxabs_quant_g3.json")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            finding => finding.Severity.ShouldBe(Severity.Error), finding => finding.Message.ShouldContain("named after g3"));
    }

    [Fact]
    public async Task H22_Scales_that_the_measurements_have_outgrown_are_an_error()
    {
        (await Findings("g2", 60, Scales(1))).ShouldBeEmpty();
        var finding = (await Findings("g2", 241, Scales(1))).ShouldHaveSingleItem();
        finding.Message.ShouldBe("the scale 1.0 of inputs[0] saturates at 240, but 241.0 was measured: the scales are older than the measurement.");
        finding.Remedy.ShouldContain("Delete the scale files");
    }

    [Fact]
    public async Task H22_Scales_of_modules_that_were_not_measured_are_told() =>
        (await Findings("g2", 12, Scales(1, "model.layers.9.mlp.gate_up_proj"))).ShouldHaveSingleItem().Message.ShouldContain("another calibration");

    [Fact]
    public async Task A_maximum_beyond_every_scale_of_the_device_is_a_warning()
    {
        (await Findings("g2", 3841, null)).ShouldHaveSingleItem().Message.ShouldContain("no scale of this device type reaches beyond 3840");
        (await Findings("g3", 3841, null)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_configuration_must_lead_to_the_folder()
    {
        Samples.WriteSet(temp.Sub("g2"), [Samples.DenseRank(0, [1, 2, 3, 4, 5])]);
        (await Verify.RunAsync(temp.Sub("g2"))).Findings.ShouldHaveSingleItem().Message.ShouldContain("no quantize configuration points");

        CalibrationConfigs.For("llama", temp.Sub("g2/other")).Quantize.Write(temp.Sub("maxabs_quant_g2.json"));
        File.WriteAllText(temp.Sub("maxabs_measure_g2.json"), "[");
        (await Verify.RunAsync(temp.Sub("g2"))).Findings.Select(finding => finding.Severity).ShouldBe([Severity.Error, Severity.Warning]);
    }

    [Fact]
    public async Task Ranks_that_differ_in_form_samples_or_number_are_told()
    {
        var first = Samples.DenseRank(0, [1, 2, 3, 4, 5]);
        var other = MeasurementFile.Create(5, [first.Nodes[0], first.Nodes[1] with { Outputs = first.Nodes[1].Outputs[..1] }], numSamples: 8);
        Samples.WriteSet(temp.Sub("g2"), [first, other]);
        CalibrationConfigs.For("llama", temp.Sub("g2/inc_output")).Quantize.Write(temp.Sub("maxabs_quant_g2.json"));

        (await Verify.RunAsync(temp.Sub("g2"))).Findings.Select(finding => finding.Message).ShouldBe(
        [
            "has 1 inputs, 1 outputs, no weight, in rank 0 1 inputs, 2 outputs, no weight.",
            "its LocalRank is 5, its name says 1.",
            "counted 8 samples, rank 0 7; ranks work on the same batches.",
        ], ignoreOrder: true);
    }

    [Theory]
    [InlineData("g2")]
    [InlineData("g3")]
    public async Task Sound_calibrations_of_both_device_types_pass(string device)
    {
        var maker = new MeasurementMaker("mixtral-8x7b", ModelShapes.Of("mixtral-8x7b").Shape, 2, expertParallel: true);
        for (var rank = 0; rank < 2; rank++)
        {
            MeasurementFiles.WriteAsInc(temp.Sub(device), MeasurementName.Measurement(rank, 2), maker.Measure(rank, 9));
            MeasurementFiles.WriteAsInc(temp.Sub(device), MeasurementName.Scale(rank, 2), maker.Scale(rank, device == "g2" ? DeviceProfile.Gaudi2 : DeviceProfile.Gaudi3));
            MeasurementFiles.WriteModList(temp.Sub(device), MeasurementName.Measurement(rank, 2), maker.ModList(rank));
        }
        CalibrationConfigs.For("mixtral", temp.Sub($"{device}/inc_output")).Quantize.Write(temp.Sub($"maxabs_quant_{device}.json"));

        (await Verify.RunAsync(temp.Sub(device))).Findings.ShouldBeEmpty();
    }
}
