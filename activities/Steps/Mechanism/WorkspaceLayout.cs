namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>The folders of the procedure on the shared file system.</summary>
/// <param name="Root">The shared workspace, the same path on every node.</param>
/// <param name="RunId">The run.</param>
public sealed record WorkspaceLayout(string Root, string RunId)
{
    /// <summary>The project folder that the procedure makes.</summary>
    public string Project => $"{Root}/my_workspace";

    /// <summary>The checkout of the plugin.</summary>
    public string Plugin => $"{Project}/vllm-gaudi";

    /// <summary>
    /// Where one node builds vLLM and the plugin: a folder per node, because two nodes that build in one folder break each
    /// other's builds.
    /// </summary>
    public string Install(string node) => $"{Project}/install/{node}";

    /// <summary>The folder of the calibration scripts.</summary>
    public string Calibration => $"{Plugin}/calibration";

    /// <summary>Files that belong to this run alone.</summary>
    public string Run => $"{Root}/.pipeline/runs/{RunId}";

    /// <summary>
    /// The buffer that <c>QUANT_CONFIG</c> names during a multi-node calibration: one per run, because the script overwrites
    /// it, whatever it holds (hazard 38).
    /// </summary>
    public string QuantConfigBuffer => $"{Run}/quant_config_buffer.json";
}
