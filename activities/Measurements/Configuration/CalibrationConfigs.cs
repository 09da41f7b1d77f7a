using Pipeline.Activities.Measurements.Json;

namespace Pipeline.Activities.Measurements.Configuration;

/// <summary>The pair of configurations that calibrate_model.sh writes for a model.</summary>
/// <param name="Measure">For measuring (<c>maxabs_measure_&lt;dev&gt;.json</c>).</param>
/// <param name="Quantize">For quantizing and serving (<c>maxabs_quant_&lt;dev&gt;.json</c>).</param>
public sealed record CalibrationConfigs(QuantizeConfig Measure, QuantizeConfig Quantize)
{
    /// <summary>The pair for a model.</summary>
    /// <param name="modelName">Last path component of the model, any case; its beginning decides the family.</param>
    /// <param name="dumpStatsPath"><c>&lt;out&gt;/&lt;model&gt;/&lt;dev&gt;/inc_output</c>.</param>
    public static CalibrationConfigs For(string modelName, string dumpStatsPath)
    {
        var (blocked, scaleFormat) = Family(modelName);
        var measure = new JsonMap
        {
            ["method"] = "HOOKS",
            ["mode"] = "MEASURE",
            ["observer"] = "maxabs",
            ["allowlist"] = Names([]),
            ["blocklist"] = Names(blocked),
            ["quantize_weight"] = false,
            ["dump_stats_path"] = dumpStatsPath,
            ["calibration_sample_interval"] = new Number(new System.Numerics.BigInteger(1)),
        };
        var quantize = new JsonMap
        {
            ["mode"] = "QUANTIZE",
            ["observer"] = "maxabs",
            ["scale_method"] = "maxabs_hw",
            ["allowlist"] = Names([]),
            ["blocklist"] = Names(blocked),
            ["dump_stats_path"] = dumpStatsPath,
        };
        if (scaleFormat is not null)
            quantize["scale_format"] = scaleFormat;
        return new(new(measure), new(quantize));
    }

    private static (string[] Blocked, string? ScaleFormat) Family(string modelName)
    {
        bool Starts(string family) => modelName.StartsWith(family, StringComparison.OrdinalIgnoreCase);
        return Starts("mixtral") ? (["self_attn", "lm_head"], "CONST")
            : Starts("deepseek") ? (["lm_head", @"mlp\.gate\b"], "scalar")
            : Starts("granite-4") ? (["mamba", "self_attn"], null)
            : ([], null);
    }

    private static JsonMap Names(string[] names) => new() { ["types"] = new List<object?>(), ["names"] = new List<object?>(names) };
}
