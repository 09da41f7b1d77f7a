using System.Globalization;
using Pipeline.Activities.Gaudi.Calibration;
using Pipeline.Activities.Gaudi.Cards;

namespace Pipeline.Activities.Gaudi.Serving;

/// <summary>What to serve and how: the options of <c>vllm serve</c> that the procedure uses. QUANT_CONFIG comes by the environment.</summary>
public sealed record ServeRequest
{
    /// <summary>Hugging Face id or absolute path.</summary>
    public required string Model { get; init; }

    /// <summary>Cards that the model is split over.</summary>
    public int TensorParallel { get; init; } = 8;

    /// <summary>Longest prompt and answer together, tokens; also decides how long the warm-up takes. Default 2048.</summary>
    public int MaxModelLength { get; init; } = 2048;

    /// <summary>Spread experts over the cards; the measurements must have been expanded to as many ranks.</summary>
    public bool ExpertParallel { get; init; }

    /// <summary>TCP port; vLLM's 8000 when null.</summary>
    public int? Port { get; init; }

    /// <summary>Whether the model spans nodes and so runs on Ray.</summary>
    public bool UsesRay => TensorParallel > CalibrateCommand.CardsWithoutRay;

    /// <summary>Program and arguments, one word each.</summary>
    public IReadOnlyList<string> Words()
    {
        List<string> words =
        [
            "vllm", "serve", Model, "--quantization", "inc", "--kv-cache-dtype", "fp8_inc",
            "--tensor-parallel-size", TensorParallel.ToString(CultureInfo.InvariantCulture),
            "--max-model-len", MaxModelLength.ToString(CultureInfo.InvariantCulture),
        ];
        if (ExpertParallel)
            words.Add("--enable-expert-parallel");
        if (UsesRay)
            words.AddRange(["--distributed-executor-backend", "ray"]);
        if (Port is { } port)
            words.AddRange(["--port", port.ToString(CultureInfo.InvariantCulture)]);
        return words;
    }

    /// <summary>All faults, also about the cards and about the measurements' origin.</summary>
    /// <param name="nodes">The cards it may use.</param>
    /// <param name="measuredOn">The device type of the measurements; null when not recorded.</param>
    public Validation Validate(IReadOnlyList<NodeCards> nodes, DeviceType? measuredOn)
    {
        List<string> faults = [], warnings = [];
        if (TensorParallel < 1)
            faults.Add($"Tensor parallelism {TensorParallel} is too small. Give 1 or more.");
        if (MaxModelLength < 1)
            faults.Add($"The longest model length {MaxModelLength} is too small. Give at least the longest prompt plus answer, e.g. 2048.");
        CardRules.Check(TensorParallel, nodes, faults);
        if (measuredOn is null)
            warnings.Add("The device type of the measurements is not recorded. Make sure that they were taken on the type that serves.");
        else if (nodes.FirstOrDefault(node => node.Device is not null && node.Device != measuredOn) is { } other)
            faults.Add($"The measurements were taken on {measuredOn}, and {other.Node} has {other.Device}. Calibrate on the device type that serves: scales of another cost accuracy without any error.");
        return new Validation(faults, warnings);
    }
}
