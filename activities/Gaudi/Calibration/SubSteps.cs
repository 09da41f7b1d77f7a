using System.Globalization;
using Pipeline.Activities.Gaudi.Cards;

namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>
/// The commands that calibrate_model.sh runs, one by one: the same programs, flags and variables. Two things differ, on
/// purpose: a dataset name is measured with the wanted number of samples and the wanted batch size (the script overrides
/// both), and the prepared dataset may lie in a folder of its own (the script's lies where another calibration of the same
/// model overwrites it).
/// </summary>
/// <param name="request">What to calibrate.</param>
public sealed class SubSteps(CalibrationRequest request)
{
    /// <summary>Least tokens of a sample taken from a dataset name, so that a model's experts see enough.</summary>
    private const string SampleTokens = "1024";

    private readonly ModelFamily family = ModelFamily.Of(ModelName.AsFiled(request.Model));

    /// <summary>Whether the ranks span nodes, so that Ray runs them.</summary>
    public bool SpansNodes => request.TensorParallel > DeviceType.CardsPerServer;

    /// <summary>1/4: applies the chat template to the dataset file. Null for a dataset name, which sub-step 2 loads itself.</summary>
    /// <param name="name">Path of the result without its ending <c>-calibration-dataset.pkl</c>.</param>
    public SubStepCommand? PrepareDataset(string name)
    {
        if (!request.HasDatasetFile)
            return null;
        List<string> words = ["python3", "step-1-prepare-calibration-dataset.py", "-m", request.Model, "-d", request.Dataset, "-o", name];
        if (request.Model.Contains("Mixtral-8x7B", StringComparison.Ordinal))
            words.AddRange(["--chat-template", "template/mistral_mixtral.jinja"]);
        if (request.SampleLimit is { } limit)
            words.AddRange(["--max-dataset-samples", Text(limit)]);
        return Make(1, "1/4 Preparing calibration dataset", words);
    }

    /// <summary>2/4: loads the model and measures.</summary>
    /// <param name="dataset">The file that sub-step 1 made; not read for a dataset name.</param>
    public SubStepCommand Measure(string dataset)
    {
        List<string> words =
        [
            "python3", "step-2-measure-scales.py", "-m", request.Model, "--tensor-parallel-size", Text(request.TensorParallel),
            "-d", request.HasDatasetFile ? dataset : request.Dataset, "--batch-size", Text(request.BatchSize), .. Engine(),
        ];
        if (!request.HasDatasetFile)
            words.AddRange([
                "--auto-process-dataset", "--max-dataset-samples", Text(request.NamedSamples), "--max-tokens", "32",
                "--sample-len", SampleTokens, "--max-model-len", "2048",
            ]);
        return Make(2, "2/4 Measuring scales", words, family.Environment);
    }

    /// <summary>3/4: the attention matmuls take the caches' ranges.</summary>
    /// <param name="measurements">Folder of the measurements.</param>
    /// <param name="output">Folder of the result.</param>
    public SubStepCommand Postprocess(string measurements, string output)
    {
        List<string> words = ["python3", "step-3-postprocess-measure.py", "-m", $"{measurements}/", "-o", $"{output}/"];
        if (family.PostprocessesLatentCache)
            words.Add("-d");
        return Make(3, "3/4 Postprocessing scales", words);
    }

    /// <summary>4/4: loads the model once in quantize mode, which writes the scale files.</summary>
    public SubStepCommand Quantize()
    {
        List<string> words =
        [
            "python3", "step-4-quantize-scales.py", "--model", request.Model, "--tensor-parallel-size", Text(request.TensorParallel), .. Engine(),
        ];
        if (family.IsGranite)
            words.AddRange(["--max-model-len", "2048"]);
        return Make(4, "4/4 Quantize scales", words, family.Environment);
    }

    /// <summary>5/5: unifies in place. Null when it was not asked for.</summary>
    /// <param name="measurements">Folder of the measurements.</param>
    public SubStepCommand? Unify(string measurements)
    {
        if (request.UnifyRanks is not { } ranks)
            return null;
        List<string> words = ["python3", "step-5-unify_measurements.py", "-r", Text(ranks), "-m", $"{measurements}/", "-o", $"{measurements}/"];
        if (request.ExpertParallel)
            words.Add("-u");
        return Make(5, "5/5 Unify scales", words);
    }

    /// <summary>What both commands that load the model are given.</summary>
    private IEnumerable<string> Engine()
    {
        if (SpansNodes)
            yield return "--distributed-executor-backend";
        if (SpansNodes)
            yield return "ray";
        if (family.AlwaysExpertParallel)
            yield return "--block-quant";
        if (family.AlwaysExpertParallel || request.ExpertParallel)
            yield return "--expert-parallel";
        if (family.IsGranite)
            yield return "--gpu-memory-utilization";
        if (family.IsGranite)
            yield return "0.1";
        if (request.Eager)
            yield return "--enforce-eager";
    }

    private SubStepCommand Make(int number, string heading, IReadOnlyList<string> words, IReadOnlyDictionary<string, string>? own = null)
    {
        var environment = new Dictionary<string, string>(own ?? new Dictionary<string, string>());
        if (request.TensorParallel > 1)
            environment["PT_HPU_ENABLE_LAZY_COLLECTIVES"] = "true";
        return new SubStepCommand(number, heading, words) { Environment = environment };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
