using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary><c>calibrate_model.sh</c>: the same options, lines, order, files and exit codes as the real one.</summary>
internal static class CalibrateModel
{
    /// <summary>More cards than that and the script works through Ray.</summary>
    public const int MostCardsOfOneNode = 8;

    /// <summary>Runs the tool in the calibration folder.</summary>
    public static async Task<int> RunAsync(ToolContext context)
    {
        (CalibrationOptions? options, string? error) = CalibrationOptions.Read(context.Arguments);
        if (options is null) return context.Fail(error!);
        if (options is { Model: null, Dataset: null, Output: null })
            return context.Fail($"Model stub, source dataset path and output path for fp8 measurements must be provided.\n{CalibrationOptions.Usage}");
        PrintClearing(context);
        if (options is { ExpertParallel: true, Ranks: null, TensorParallel: > 1 })
            context.Error.WriteLine($"WARNING: -u is set with tensor-parallel size {options.TensorParallel} but -r is not.");
        string device = context.Node.Profile.Suffix;
        context.Print("Step 0 - detecting used device type g2 g3", $"Detected device type: {device}", "Step 0 done");
        if (Refusal(context, options) is { } refusal) return context.Fail(refusal);
        return await new CalibrationRun(context, options, device).StepsAsync();
    }

    /// <summary>The line about the temporary folder, which is cleared only in a checkout of the usual name.</summary>
    public static void PrintClearing(ToolContext context) => context.Out.WriteLine(
        context.Directory.EndsWith("vllm-gaudi/calibration", StringComparison.Ordinal) ? "Clearing temporary directory" : "Skipping temporary directory removal");

    /// <summary>What a calibration over nodes needs of Ray and of the buffer.</summary>
    private static string? Refusal(ToolContext context, CalibrationOptions options)
    {
        if (options.TensorParallel <= MostCardsOfOneNode) return null;
        RayCluster cluster = new(context.Node);
        int free = cluster.Living().Sum(member => member.Hpus) - cluster.UsedHpus();
        if (free < options.TensorParallel)
            return $"Required TP size : {options.TensorParallel}\nAvailable HPU's : {free} \n!! Exiting since not enough HPU resources available. You can run 'ray status' to see available resources";
        return context.Variable("QUANT_CONFIG") is { } buffer && File.Exists(buffer)
            ? null
            : " !! Exiting. Invalid QUANT_CONFIG env\n Multi-node calibration requires QUANT_CONFIG to point to an empty buffer.json file.";
    }
}
