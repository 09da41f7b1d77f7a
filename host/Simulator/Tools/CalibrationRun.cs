using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>calibrate_model.sh as a whole: its sub-steps in order, with the lines between them.</summary>
internal sealed class CalibrationRun(ToolContext context, CalibrationOptions options, string device)
{
    private readonly string modelFolder = $"{context.Resolve(options.Output ?? "/").TrimEnd('/')}/{options.ModelName}";

    /// <summary>Runs all steps; the script's exit code.</summary>
    public async Task<int> StepsAsync()
    {
        (string measure, string quantize) = CalibrationConfigs.Write(modelFolder, options.ModelName, device);
        CalibrationSteps steps = new(context, options, $"{modelFolder}/{device}");
        using CardHold cards = CardHold.Take(context.Node, options.TensorParallel);
        MakeCurrent(measure);
        if (await PrepareDatasetAsync(steps) is { } notPrepared) return Failed(1, notPrepared);
        context.Print("", "2/4 Measuring scales");
        if (await steps.MeasureAsync() is { } failed) return Failed(2, failed);
        context.Print("Step 2/4 done", "", "3/4 Postprocessing scales");
        if (await steps.PostprocessAsync() is { } notProcessed) return Failed(3, notProcessed);
        context.Out.WriteLine("Step 3/4 done");
        MakeCurrent(quantize);
        context.Print("", "4/4 Quantize scales");
        if (await steps.QuantizeAsync() is { } notQuantized) return Failed(4, notQuantized);
        steps.RemoveFilesOfBlindRanks();
        if (options.Ranks is { } ranks)
        {
            context.Print("", "5/5 Unify scales");
            if (await steps.UnifyAsync(ranks) is { } notUnified) return Failed(5, notUnified);
            context.Out.WriteLine("Step 5/5 done");
        }
        steps.CutOffFiles();
        CalibrateModel.PrintClearing(context);
        return context.Print("Calibration process done");
    }

    private int Failed(int step, string message)
    {
        context.Error.WriteLine(message);
        context.Out.WriteLine($"Error in step {step}");
        return 1;
    }

    private void MakeCurrent(string config)
    {
        if (options.SpansNodes) File.WriteAllText(context.Variable("QUANT_CONFIG")!, File.ReadAllText(config));
    }

    private async Task<string?> PrepareDatasetAsync(CalibrationSteps steps)
    {
        if (!options.HasDatasetFile)
        {
            context.Print("DATASET_PATH_OR_NAME is not a .pkl file, will prepare calibration dataset based on it.", "", $"Skipping step 1 - prepare calibration dataset with dataset {options.Dataset}");
            return steps.ModelProblem();
        }
        context.Print("", "1/4 Preparing calibration dataset");
        if (await steps.PrepareDatasetAsync($"{context.Directory}/{options.ModelName}") is { } problem) return problem;
        context.Out.WriteLine("Step 1/4 done");
        return null;
    }
}
