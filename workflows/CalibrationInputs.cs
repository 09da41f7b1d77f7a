using Pipeline.Activities.Gaudi.Calibration;

namespace Pipeline.Workflows;

/// <summary>The inputs that calibrating pipelines share.</summary>
public static class CalibrationInputs
{
    /// <summary>Model.</summary>
    public static readonly PipelineInput<string> Model = new("model", "Absolute model path or Hugging Face id.");

    /// <summary>Dataset.</summary>
    public static readonly PipelineInput<string> Dataset = new("dataset", "Absolute path of a .pkl file, or a dataset name (of which mode=Whole takes one sample only).");

    /// <summary>Whole or stepwise.</summary>
    public static readonly PipelineInput<string> Mode = new("mode", "Whole: calibrate_model.sh as one job. Stepwise: its sub-steps as jobs of their own, so that a retry goes on at the one that failed.", nameof(CalibrationMode.Whole));

    /// <summary>Samples of a dataset name.</summary>
    public static readonly PipelineInput<int> Samples = new("samples", "Samples taken of a dataset name with mode=Stepwise, each of at least 1,024 tokens.", 512);

    /// <summary>Output folder.</summary>
    public static readonly PipelineInput<string> Output = new("output", "Absolute output folder on the shared file system.");

    /// <summary>Tensor parallelism while calibrating.</summary>
    public static readonly PipelineInput<int> TensorParallel = new("tensorParallel", "Cards that the model is spread over while calibrating.", 8);

    /// <summary>Ranks after unification.</summary>
    public static readonly PipelineInput<int> UnifyTo = new("unifyTo", "Ranks after unification, a factor of tensorParallel. 0 = do not unify.", 0);

    /// <summary>Batch size.</summary>
    public static readonly PipelineInput<int> BatchSize = new("batchSize", "Samples per batch.", 32);

    /// <summary>Sample limit.</summary>
    public static readonly PipelineInput<int> SampleLimit = new("sampleLimit", "Most samples taken from the dataset. 0 = all.", 0);

    /// <summary>Expert parallelism.</summary>
    public static readonly PipelineInput<bool> ExpertParallel = new("expertParallel", "Measure with expert parallelism. DeepSeek models always are.", false);

    /// <summary>Eager mode.</summary>
    public static readonly PipelineInput<bool> Eager = new("eager", "Calibrate without graphs.", false);

    /// <summary>Forces a new calibration.</summary>
    public static readonly PipelineInput<bool> Force = new("force", "Calibrate again even if the same calibration's result is there and intact.", false);

    /// <summary>Whether to serve.</summary>
    public static readonly PipelineInput<int> ServeOn = new("serveOn", "Cards to serve the result on as a trial: ready, one completion, stopped again. 0 = do not serve.", 0);

    /// <summary>Longest prompt and answer.</summary>
    public static readonly PipelineInput<int> MaxModelLength = new("maxModelLength", "Longest prompt and answer together while serving, in tokens.", 2048);

    /// <summary>TCP port while serving.</summary>
    public static readonly PipelineInput<int> Port = new("port", "TCP port while serving.", 8000);

    /// <summary>Node names.</summary>
    public static readonly PipelineInput<ICollection<string>> Nodes = new("nodes", "Names of the nodes to use, the head first. Empty = any that are free.", []);

    /// <summary>Device type.</summary>
    public static readonly PipelineInput<string> Device = new("device", "Only nodes of this type: gaudi2 or gaudi3. Empty = all of one type.", "");

    /// <summary>Targets of an expansion.</summary>
    public static readonly PipelineInput<ICollection<int>> ExpandTo = new("expandTo", "Ranks of each deployment to expand the measurements to, e.g. 16,32.", [16]);

    /// <summary>Whether to postprocess.</summary>
    public static readonly PipelineInput<bool> Postprocess = new("postprocess", "Postprocess the unified measurements before expanding them.", true);

    /// <summary>Most NIC checks.</summary>
    public static readonly PipelineInput<int> NicChecks = new("nicChecks", "Most NIC checks: one fewer is the number of flips.", 3);

    /// <summary>Settle time after a flip.</summary>
    public static readonly PipelineInput<int> NicSettleSeconds = new("nicSettleSeconds", "Longest time in seconds that ports get to come up after a flip.", 60);
}
