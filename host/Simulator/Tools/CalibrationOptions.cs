using System.Globalization;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>The options of calibrate_model.sh, read as getopts reads them.</summary>
internal sealed record CalibrationOptions
{
    /// <summary>The usage text.</summary>
    public const string Usage = """
        Calibrate given MODEL_PATH for FP8 inference

        usage: calibrate_model.sh <options>

          -m  - [required] huggingface stub or local directory of the MODEL_PATH
          -d  - [required] path to source dataset
          -o  - [required] path to output directory for fp8 measurements
          -b  - batch size to run the measurements at (default: 32)
          -l  - limit number of samples in calibration dataset
          -t  - tensor parallel size to run at (default: 1)
          -r  - rank of unified measurements
          -u  - unify measurement results based on expert parallelism rules
          -e  - use this flag to enable enforce_eager execution
        """;

    public string? Model { get; init; }

    public string? Dataset { get; init; }

    public string? Output { get; init; }

    public int Batch { get; init; } = 32;

    public int? Limit { get; init; }

    public int TensorParallel { get; init; } = 1;

    public int? Ranks { get; init; }

    public bool ExpertParallel { get; init; }

    /// <summary>Samples that are taken of a dataset name.</summary>
    public int NamedSamples { get; init; } = 1;

    /// <summary>Whether the dataset is a file.</summary>
    public bool HasDatasetFile => Dataset?.EndsWith(".pkl", StringComparison.Ordinal) == true;

    /// <summary>Whether the executor is Ray.</summary>
    public bool ThroughRay { get; init; }

    /// <summary>Whether the ranks span nodes.</summary>
    public bool SpansNodes => TensorParallel > CalibrateModel.MostCardsOfOneNode;

    /// <summary>The last part of the model's path, in lower case.</summary>
    public string ModelName => (Model ?? "").TrimEnd('/').Split('/')[^1].ToLowerInvariant();

    /// <summary>Whether the model is of the family that is always measured with expert parallelism.</summary>
    public bool IsDeepSeek => ModelName.Contains("deepseek", StringComparison.Ordinal);

    /// <summary>Reads the arguments; an error text when they cannot be read.</summary>
    public static (CalibrationOptions? Options, string? Error) Read(IReadOnlyList<string> arguments)
    {
        CalibrationOptions options = new();
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is not ['-', var letter])
                return (options, null);
            if (letter is 'u' or 'e')
            {
                if (letter == 'u') options = options with { ExpertParallel = true };
                continue;
            }
            if (!"mdobltrh".Contains(letter, StringComparison.Ordinal)) return (null, $"calibrate_model.sh: illegal option -- {letter}\n{Usage}");
            if (i + 1 == arguments.Count) return (null, $"calibrate_model.sh: option requires an argument -- {letter}\n{Usage}");
            options = options.With(letter, arguments[++i]);
        }
        return (options, null);
    }

    private CalibrationOptions With(char letter, string value) => letter switch
    {
        'm' => this with { Model = value },
        'd' => this with { Dataset = value },
        'o' => this with { Output = value },
        'b' => this with { Batch = Number(value) },
        'l' => this with { Limit = Number(value) },
        't' => this with { TensorParallel = Number(value) },
        'r' => this with { Ranks = Number(value) },
        _ => this,
    };

    private static int Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
