using System.Text.Json;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>The two config files that calibrate_model.sh writes, one line of JSON each.</summary>
internal static class CalibrationConfigs
{
    /// <summary>Writes both and returns their paths.</summary>
    public static (string Measure, string Quantize) Write(string modelFolder, string modelName, string device)
    {
        string dump = $"{modelFolder}/{device}/inc_output";
        string measure = $"{modelFolder}/maxabs_measure_{device}.json", quantize = $"{modelFolder}/maxabs_quant_{device}.json";
        var block = new { types = Array.Empty<string>(), names = Blocklist(modelName) };
        var allow = new { types = Array.Empty<string>(), names = Array.Empty<string>() };
        Directory.CreateDirectory($"{modelFolder}/{device}");
        SharedFiles.Write(measure, Line(new Dictionary<string, object>
        {
            ["method"] = "HOOKS",
            ["mode"] = "MEASURE",
            ["observer"] = "maxabs",
            ["allowlist"] = allow,
            ["blocklist"] = block,
            ["quantize_weight"] = false,
            ["dump_stats_path"] = dump,
            ["calibration_sample_interval"] = 1,
        }));
        Dictionary<string, object> settings = new()
        {
            ["mode"] = "QUANTIZE",
            ["observer"] = "maxabs",
            ["scale_method"] = "maxabs_hw",
            ["allowlist"] = allow,
            ["blocklist"] = block,
            ["dump_stats_path"] = dump,
        };
        if (ScaleFormat(modelName) is { } format) settings["scale_format"] = format;
        SharedFiles.Write(quantize, Line(settings));
        return (measure, quantize);
    }

    private static string Line(Dictionary<string, object> settings) => JsonSerializer.Serialize(settings) + "\n";

    private static string[] Blocklist(string model) => model switch
    {
        _ when model.StartsWith("mixtral", StringComparison.Ordinal) => ["self_attn", "lm_head"],
        _ when model.StartsWith("deepseek", StringComparison.Ordinal) => ["lm_head", @"mlp\.gate\b"],
        _ when model.StartsWith("granite-4", StringComparison.Ordinal) => ["mamba", "self_attn"],
        _ => [],
    };

    private static string? ScaleFormat(string model) =>
        model.StartsWith("mixtral", StringComparison.Ordinal) ? "CONST" : model.StartsWith("deepseek", StringComparison.Ordinal) ? "scalar" : null;
}
