namespace Pipeline.Host.Cli.Commands;

/// <summary>A model of the demo.</summary>
/// <param name="Name">What <c>--model</c> takes.</param>
/// <param name="Workflow">The pipeline that suits it.</param>
/// <param name="HubId">Its Hugging Face id.</param>
/// <param name="Settings">Inputs beside model, dataset and output.</param>
internal sealed record DemoModel(string Name, string Workflow, string HubId, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The dataset, below the workspace.</summary>
    public const string Dataset = "data/calibration_1000.pkl";

    /// <summary>The results, below the workspace.</summary>
    public const string Output = "fp8_output";

    /// <summary>All inputs.</summary>
    /// <param name="workspace">The shared workspace of the simulated nodes.</param>
    public IReadOnlyDictionary<string, string> Inputs(string workspace) => new Dictionary<string, string>(Settings)
    {
        ["model"] = HubId,
        ["dataset"] = $"{workspace}/{Dataset}",
        ["output"] = $"{workspace}/{Output}",
    };
}
