using static Pipeline.Activities.Gaudi.Failures.FailureKind;

namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>What calibrate_model.sh and its Python steps print when they fail.</summary>
internal static class CalibrationFailures
{
    private const string MatchVersions = "vLLM and plugin do not match: reinstall both on all nodes from the commit that VLLM_STABLE_COMMIT names.";

    private const string SharedBuffer =
        "QUANT_CONFIG must name the same file on the shared file system on every node, exported before `ray start`; mount NFS with actimeo=1 or noac.";

    public static readonly IReadOnlyList<KnownFailure> All =
    [
        new(Configuration, @"Exiting\. Invalid QUANT_CONFIG env", "QUANT_CONFIG is unset or names a missing file.", "Create the empty quant_config_buffer.json on the shared file system, export QUANT_CONFIG on every node, restart Ray."),
        new(Configuration, @"Unknown quantization config mode", "A worker read an empty or wrong quantization config.", SharedBuffer),
        new(Configuration, @"JSONDecodeError: Expecting value: line 1 column 1", "A worker read the quantization config before it was filled, or another file.", SharedBuffer),
        new(Configuration, @"forward_measure\(\) missing", "Measuring failed inside the plugin.", MatchVersions),
        new(Configuration, @"(?:TypeError|unrecognized arguments|unexpected keyword).*scheduling_policy", "The engine's arguments do not fit the plugin (scheduling_policy).", MatchVersions),
        new(Configuration, @"cp: cannot stat '?(inc_tmp/[^':]*)", "Measuring wrote no measurements ($1 is missing).", "The engine died earlier, see the log of 2/4. " + MatchVersions) { Depth = Depth.Consequence },
        new(Configuration, @"Failed to load prompts from dataset (\S+?)\. Error:\s*(.*)", "Dataset $1 could not be loaded: $2", "Give an offline copy (.pkl), or set HF_TOKEN and the proxy variables on every node before `ray start`."),
        new(Configuration, @"(?:access a gated repo|401 Client Error)", "The model or dataset needs a licence or a token.", "Accept its licence and set HF_TOKEN on every node before `ray start`, or give a local path."),
        new(Configuration, @"pipeline: sub-step (\d) left no (\S+)", "Sub-step $1 ended well but did not write $2.", "A rank that writes nothing was started without QUANT_CONFIG in the environment of `ray start`, or cannot write to the shared file system: check both on every node."),
        new(Configuration, @"pipeline: sub-step (\d) left cut off (\S+)", "Sub-step $1 ended well but $2 is cut off.", "INC does not report write errors: free space on the shared file system (df), or lift the quota, then retry the run."),
        new(Configuration, @"pipeline: not arrived within (\d+) seconds: (\S+)", "$2 did not arrive with the head's content within $1 seconds.", "Mount the same NFS export at the same path on all nodes, with actimeo=1 or noac."),
        new(Configuration, @"Model stub, source dataset path and output path", "Model (-m), dataset (-d) or output (-o) is missing.", "Give all three."),
        new(Configuration, @"option requires an argument -- '?(\w)", "Option -$1 needs a value.", "Give it one."),
        new(Configuration, @"illegal option -- '?(\w)", "calibrate_model.sh does not know the option -$1.", "Check the release of the calibration scripts."),
        new(Configuration, @"Measurements dump directory\s*(\S*) is non-writable", "The folder of the measurements $1 is not writable.", "Make it writable for the container's user on every node (NFS root_squash maps root to nobody)."),
        new(Configuration, @"Data parallelism is not supported during the calibration", "Data parallelism is not supported while measuring.", "Calibrate with tensor parallelism only."),
        new(Unknown, @"Error in step (\d)", "Sub-step $1 of calibrate_model.sh failed.", "Read the log of that sub-step.") { Depth = Depth.Symptom },
    ];
}
