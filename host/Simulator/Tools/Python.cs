using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Transforms;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>
/// <c>python3</c>: the scripts of the calibration folder are played, device detection with its exit code as the answer and
/// the transforms by the native library; everything else is the machine's own Python's.
/// </summary>
internal static class Python
{
    private static readonly HashSet<string> Valued = ["-m", "-o", "-r", "-w", "--measurements", "--out", "--rank", "--target_world_size"];

    /// <summary>Runs the tool.</summary>
    public static async Task<int> RunAsync(ToolContext context)
    {
        if ((string[])[.. context.Arguments] is not [var script, .. var rest] || !script.EndsWith(".py", StringComparison.Ordinal)) return await Passthrough.RunAsync(context);
        string name = Path.GetFileName(script);
        if (!name.StartsWith("step-", StringComparison.Ordinal)) return await Passthrough.RunAsync(context);
        if (!File.Exists(context.Resolve(script)))
            return context.Fail($"python3: can't open file '{context.Resolve(script)}': [Errno 2] No such file or directory", 2);
        if (name == "step-0-detect-device.py") return context.Node.Profile.TorchName[^1] - '0';
        var line = new CommandLine(rest, Valued);
        string source = context.Resolve(line.Value("-m", "--measurements") ?? "."), output = context.Resolve(line.Value("-o", "--out") ?? ".");
        try
        {
            switch (name)
            {
                case "step-3-postprocess-measure.py":
                    await Postprocess.RunAsync(new PostprocessOptions { Measurements = source, Output = output, DeepSeek = line.Has("-d", "--deepseek") }, null, context.Stop);
                    return context.Print("finished fix_measurements script");
                case "step-5-unify_measurements.py":
                    await Unify.RunAsync(
                        new UnifyOptions
                        {
                            Measurements = source,
                            Output = output,
                            Ranks = Number(line.Value("-r", "--rank")),
                            ExpertParallel = line.Has("-u", "--use_expert_paral"),
                            SkipScales = line.Has("-s", "--skip_unify_scales"),
                        },
                        null,
                        context.Stop);
                    return context.Print("finished measurement unifier script");
                case "step-6-expand-measurements.py":
                    int ranks = Number(line.Value("-w", "--target_world_size"));
                    await Expand.RunAsync(new ExpandOptions { Measurements = source, Output = output, TargetWorldSize = ranks }, null, context.Stop);
                    context.Error.WriteLine($"INFO:__main__:finished expanding measurements for {ranks} ranks");
                    return 0;
                default:
                    return context.Fail($"python3: the simulator does not play {name}");
            }
        }
        catch (MeasurementException error)
        {
            return context.Fail($"Traceback (most recent call last):\nAssertionError: {error.Message}");
        }
    }

    private static int Number(string? text) => int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : 0;
}
