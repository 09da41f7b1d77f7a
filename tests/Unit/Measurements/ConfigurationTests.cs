using Pipeline.Activities.Measurements.Configuration;

namespace Pipeline.Tests.Unit.Measurements;

public sealed class ConfigurationTests : IDisposable
{
    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void H34_A_result_gets_its_own_configuration_with_everything_else_kept()
    {
        var source = temp.Sub("maxabs_quant_g2.json");
        CalibrationConfigs.For("DeepSeek-R1", "/out/deepseek-r1/g2/inc_output").Quantize.Write(source);
        QuantizeConfig.Read(source).For("/out/deepseek-r1/g2-expand-ep16").Write(temp.Sub("own.json"));

        File.ReadAllText(temp.Sub("own.json")).ShouldBe(
            """{"mode": "QUANTIZE", "observer": "maxabs", "scale_method": "maxabs_hw", "allowlist": {"types": [], "names": []}, "blocklist": {"types": [], "names": ["lm_head", "mlp\\.gate\\b"]}, "dump_stats_path": "/out/deepseek-r1/g2-expand-ep16/inc_output", "scale_format": "scalar"}""" + "\n");
    }

    [Theory]
    [InlineData("mixtral-8x7b-instruct-v0.1", """["self_attn", "lm_head"]""", "CONST")]
    [InlineData("granite-4.0-h-small", """["mamba", "self_attn"]""", null)]
    [InlineData("llama-3.1-405b-instruct", "[]", null)]
    public void The_model_name_decides_blocklist_and_scale_format(string model, string blocked, string? format)
    {
        var configs = CalibrationConfigs.For(model, "/o/inc_output");
        configs.Measure.Write(temp.Sub("m.json"));
        configs.Quantize.Write(temp.Sub("q.json"));

        File.ReadAllText(temp.Sub("m.json")).ShouldContain($"\"names\": {blocked}}}, \"quantize_weight\": false, \"dump_stats_path\": \"/o/inc_output\", \"calibration_sample_interval\": 1}}");
        File.ReadAllText(temp.Sub("q.json")).ShouldContain($"\"names\": {blocked}}}");
        (QuantizeConfig.Read(temp.Sub("q.json")).Values.GetValueOrDefault("scale_format") as string).ShouldBe(format);
    }
}
