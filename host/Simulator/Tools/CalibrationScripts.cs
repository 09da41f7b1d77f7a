using System.Globalization;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Transforms;
using Pipeline.Host.Simulator.Faults;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>
/// The numbered scripts of the calibration folder: step 0, whose exit code is the answer, and the transforms, which the
/// native library does.
/// </summary>
internal static class CalibrationScripts
{
    private static readonly HashSet<string> Valued =
    [
        "-m", "-o", "-r", "-w", "--measurements", "--out", "--rank", "--target_world_size",
        "--model", "--dataset", "--tensor-parallel-size", "--batch-size", "--max-dataset-samples", "--max-tokens", "--sample-len", "--max-model-len",
        "--distributed-executor-backend", "--gpu-memory-utilization", "--chat-template",
    ];

    /// <summary>Runs a script, given by its file name.</summary>
    public static async Task<int> RunAsync(ToolContext context, string script)
    {
        if (script == "step-0-detect-device.py") return context.Node.Profile.TorchName[^1] - '0';
        // -d is the dataset of steps 1 and 2 but a flag of step 3.
        CommandLine line = new(context.Arguments, script[5] is '1' or '2' ? new HashSet<string>([.. Valued, "-d"]) : Valued);
        try
        {
            return script switch
            {
                "step-1-prepare-calibration-dataset.py" => await SteppedCalibration.PrepareDatasetAsync(context, line),
                "step-2-measure-scales.py" => await SteppedCalibration.MeasureAsync(context, line),
                "step-4-quantize-scales.py" => await SteppedCalibration.QuantizeAsync(context, line),
                "step-3-postprocess-measure.py" => await PostprocessAsync(context, line),
                "step-5-unify_measurements.py" => await UnifyAsync(context, line),
                "step-6-expand-measurements.py" => await ExpandAsync(context, line),
                _ => context.Fail($"python3: the simulator does not play {script}; calibrate_model.sh does its work"),
            };
        }
        catch (MeasurementException error)
        {
            return context.Fail($"Traceback (most recent call last):\nAssertionError: {error.Message}");
        }
    }

    private static async Task<int> PostprocessAsync(ToolContext context, CommandLine line)
    {
        if (context.Node.Faults.Take(FaultKind.DiskFull) is not null) return context.Fail("OSError: [Errno 28] No space left on device");
        PostprocessOptions options = new() { Measurements = Source(context, line), Output = Output(context, line), DeepSeek = line.Has("-d", "--deepseek") };
        await Postprocess.RunAsync(options, null, context.Stop);
        return context.Print("finished fix_measurements script");
    }

    private static async Task<int> UnifyAsync(ToolContext context, CommandLine line)
    {
        UnifyOptions options = new()
        {
            Measurements = Source(context, line),
            Output = Output(context, line),
            Ranks = Number(line.Value("-r", "--rank")),
            ExpertParallel = line.Has("-u", "--use_expert_paral"),
            SkipScales = line.Has("-s", "--skip_unify_scales"),
        };
        await Unify.RunAsync(options, null, context.Stop);
        return context.Print("finished measurement unifier script");
    }

    private static async Task<int> ExpandAsync(ToolContext context, CommandLine line)
    {
        int ranks = Number(line.Value("-w", "--target_world_size"));
        ExpandOptions options = new() { Measurements = Source(context, line), Output = Output(context, line), TargetWorldSize = ranks };
        await Expand.RunAsync(options, null, context.Stop);
        context.Error.WriteLine($"INFO:__main__:finished expanding measurements for {ranks} ranks");
        return 0;
    }

    private static string Source(ToolContext context, CommandLine line) => context.Resolve(line.Value("-m", "--measurements") ?? ".");

    private static string Output(ToolContext context, CommandLine line) => context.Resolve(line.Value("-o", "--out") ?? ".");

    private static int Number(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
