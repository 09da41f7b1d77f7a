using System.Globalization;

namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>What to calibrate and how: the options of calibrate_model.sh.</summary>
public sealed record CalibrationRequest
{
    /// <summary><c>-m</c>: Hugging Face id or absolute path.</summary>
    public string Model { get; init; } = "";

    /// <summary><c>-d</c>: absolute path of a <c>.pkl</c> with the fields system_prompt and question, or a dataset name.</summary>
    public string Dataset { get; init; } = "";

    /// <summary><c>-o</c>: absolute path of the output folder, on the shared file system.</summary>
    public string Output { get; init; } = "";

    /// <summary><c>-b</c>: prompts in a batch. Default 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary><c>-l</c>: at most so many samples of the dataset; all when null.</summary>
    public int? SampleLimit { get; init; }

    /// <summary><c>-t</c>: cards that the model is split over. Default 1.</summary>
    public int TensorParallel { get; init; } = 1;

    /// <summary><c>-r</c>: unify to so many ranks afterwards; not at all when null.</summary>
    public int? UnifyRanks { get; init; }

    /// <summary><c>-u</c>: measure with expert parallelism and unify by its rules.</summary>
    public bool ExpertParallel { get; init; }

    /// <summary>Whether the measurements are unified by a later step, so that <c>-u</c> without <c>-r</c> is meant.</summary>
    public bool UnifiedLater { get; init; }

    /// <summary><c>-e</c>: eager mode.</summary>
    public bool Eager { get; init; }

    /// <summary>Whole, or sub-step by sub-step. Default whole.</summary>
    public CalibrationMode Mode { get; init; }

    /// <summary>Samples taken from a dataset name when measuring stepwise; the script as a whole takes one. Default 512.</summary>
    public int Samples { get; init; } = 512;

    /// <summary><see cref="Samples"/> within <see cref="SampleLimit"/>.</summary>
    public int NamedSamples => Math.Min(Samples, SampleLimit ?? int.MaxValue);

    /// <summary>Whether the dataset is prepared from a file; the script tells by the ending alone.</summary>
    public bool HasDatasetFile => Dataset.EndsWith(".pkl", StringComparison.Ordinal);

    /// <summary>The arguments of calibrate_model.sh, one word each, in the documented order.</summary>
    public IReadOnlyList<string> Arguments()
    {
        List<string> words = ["-m", Model, "-d", Dataset, "-o", Output];
        if (SampleLimit is { } limit)
            words.AddRange(["-l", Text(limit)]);
        words.AddRange(["-t", Text(TensorParallel), "-b", Text(BatchSize)]);
        if (UnifyRanks is { } ranks)
            words.AddRange(["-r", Text(ranks)]);
        if (ExpertParallel)
            words.Add("-u");
        if (Eager)
            words.Add("-e");
        return words;
    }

    /// <summary>All faults and warnings, also about the cards it is to run on. Reads no files.</summary>
    /// <param name="cards">Cards of all nodes that it may use.</param>
    /// <param name="devices">The known device types of these nodes, by name.</param>
    /// <param name="nodes">Number of these nodes.</param>
    public Validation Validate(int cards, IReadOnlyCollection<string> devices, int nodes)
    {
        List<Fault> faults = [];
        List<string> warnings = [];
        PathRules.Check(this, faults);
        ParallelismRules.Check(this, faults);
        if (!string.IsNullOrWhiteSpace(Model) && ModelName.Of(Model).Value is { } model)
            ModelRules.Check(this, model, faults, warnings);
        CardRules.Check(TensorParallel, cards, devices, nodes, faults);
        if (Samples < 1)
            faults.Add(new("samples", $"samples={Samples}: at least one sample is measured.", "512 are recommended."));
        if (!string.IsNullOrWhiteSpace(Dataset) && !HasDatasetFile && Mode == CalibrationMode.Whole)
            warnings.Add($"-d {Dataset} is a dataset name: the script then calibrates on ONE sample and ignores -l and -b. Give a .pkl, or calibrate with mode=Stepwise; 512 samples are recommended.");
        return new Validation(faults, warnings);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
