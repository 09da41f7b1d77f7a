using System.Globalization;
using System.Text.Json;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>Steps 1, 2 and 4 of the calibration scripts, called one by one; INC takes its folder from the file in <c>QUANT_CONFIG</c>.</summary>
internal static class SteppedCalibration
{
    /// <summary>Step 1.</summary>
    public static async Task<int> PrepareDatasetAsync(ToolContext context, CommandLine line)
    {
        CalibrationOptions options = Options(line) with { Limit = Number(line.Value("--max-dataset-samples")) };
        string? problem = await new CalibrationSteps(context, options, "").PrepareDatasetAsync(context.Resolve(line.Value("-o", "--output_name")!));
        return problem is null ? 0 : context.Fail(problem);
    }

    /// <summary>Step 2.</summary>
    public static async Task<int> MeasureAsync(ToolContext context, CommandLine line)
    {
        bool named = line.Has("--auto-process-dataset");
        CalibrationOptions options = Options(line) with { NamedSamples = Number(line.Value("--max-dataset-samples")) ?? 1 };
        if (!named && !File.Exists(context.Resolve(options.Dataset!)))
            return context.Fail($"FileNotFoundError: [Errno 2] No such file or directory: '{options.Dataset}'");
        return await WithEngineAsync(context, options, "MEASURE", async steps =>
        {
            if (await steps.MeasureAsync() is { } problem) return problem;
            steps.RemoveFilesOfBlindRanks();
            steps.CutOffFiles();
            return null;
        });
    }

    /// <summary>Step 4.</summary>
    public static Task<int> QuantizeAsync(ToolContext context, CommandLine line) =>
        WithEngineAsync(context, Options(line), "QUANTIZE", async steps =>
        {
            if (await steps.QuantizeAsync() is { } problem) return problem;
            steps.RemoveFilesOfBlindRanks();
            return null;
        });

    /// <summary>Holds the cards and reads INC's configuration.</summary>
    private static async Task<int> WithEngineAsync(ToolContext context, CalibrationOptions options, string mode, Func<CalibrationSteps, Task<string?>> work)
    {
        if (options.SpansNodes != options.ThroughRay)
            return context.Fail($"ValueError: tensor parallel size {options.TensorParallel} does not fit the executor backend");
        if (Folder(context, mode) is not { } folder)
            return context.Fail("json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)");
        CalibrationSteps steps = new(context, options, folder);
        if (steps.ModelProblem() is { } missing) return context.Fail(missing);
        using CardHold cards = CardHold.Take(context.Node, options.TensorParallel);
        Directory.CreateDirectory(folder);
        return await work(steps) is { } problem ? context.Fail(problem) : 0;
    }

    /// <summary>The folder of the measurements, or null when the configuration is missing, empty or of another mode.</summary>
    private static string? Folder(ToolContext context, string mode)
    {
        if (context.Variable("QUANT_CONFIG") is not { } file || !File.Exists(file) || new FileInfo(file).Length == 0) return null;
        using JsonDocument config = JsonDocument.Parse(File.ReadAllText(file));
        return config.RootElement.GetProperty("mode").GetString() == mode
            ? Path.GetDirectoryName(config.RootElement.GetProperty("dump_stats_path").GetString())
            : null;
    }

    private static CalibrationOptions Options(CommandLine line) => new()
    {
        Model = line.Value("-m", "--model"),
        Dataset = line.Value("-d", "--dataset"),
        TensorParallel = Number(line.Value("--tensor-parallel-size")) ?? 1,
        Batch = Number(line.Value("--batch-size")) ?? 32,
        ExpertParallel = line.Has("--expert-parallel"),
        ThroughRay = line.Value("--distributed-executor-backend") == "ray",
    };

    private static int? Number(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out int number) ? number : null;
}
