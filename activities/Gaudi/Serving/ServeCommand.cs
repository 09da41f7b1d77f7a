using System.Globalization;

namespace Pipeline.Activities.Gaudi.Serving;

/// <summary><c>vllm serve</c> with the options that the procedure uses. QUANT_CONFIG comes by the environment.</summary>
public sealed record ServeCommand
{
    private const int DefaultPort = 8000;

    /// <summary>Hugging Face id or absolute path.</summary>
    public required string Model { get; init; }

    /// <summary>Cards that the model is split over.</summary>
    public int TensorParallel { get; init; } = 8;

    /// <summary>Longest prompt and answer together, tokens; also decides how long the warm-up takes. Default 2048.</summary>
    public int MaxModelLength { get; init; } = 2048;

    /// <summary>Spread experts over the cards; the measurements must have been expanded to as many ranks.</summary>
    public bool ExpertParallel { get; init; }

    /// <summary>Whether the model spans nodes and so runs on Ray.</summary>
    public bool Ray { get; init; }

    /// <summary>TCP port. Default 8000, which is vLLM's own and therefore left out.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The arguments of <c>vllm</c>, one word each.</summary>
    public IReadOnlyList<string> Arguments()
    {
        List<string> words =
        [
            "serve", Model, "--quantization", "inc", "--kv-cache-dtype", "fp8_inc",
            "--tensor-parallel-size", TensorParallel.ToString(CultureInfo.InvariantCulture),
            "--max-model-len", MaxModelLength.ToString(CultureInfo.InvariantCulture),
        ];
        if (ExpertParallel)
            words.Add("--enable-expert-parallel");
        if (Ray)
            words.AddRange(["--distributed-executor-backend", "ray"]);
        if (Port != DefaultPort)
            words.AddRange(["--port", Port.ToString(CultureInfo.InvariantCulture)]);
        return words;
    }
}
