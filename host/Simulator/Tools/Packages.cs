namespace Pipeline.Host.Simulator.Tools;

/// <summary>The Python packages of a node and their versions.</summary>
internal static class Packages
{
    /// <summary>Python of the Gaudi image.</summary>
    public const string Python = "3.10.12";

    /// <summary>Version of Ray on nodes without a mismatch.</summary>
    public const string Ray = "2.48.0";

    /// <summary>Name to version.</summary>
    public static SortedDictionary<string, string> Of(SimulatedNode node) => new(StringComparer.Ordinal)
    {
        ["datasets"] = "3.6.0",
        ["habana-media-loader"] = "1.24.1.17",
        ["habana-pyhlml"] = "1.24.1.17",
        ["habana-torch-dataloader"] = "1.24.1.17",
        ["habana-torch-plugin"] = "1.24.1.17",
        ["neural_compressor_pt"] = Differs(node, Faults.FaultKind.IncMismatch) ? "3.6" : "3.7",
        ["numpy"] = "1.26.4",
        ["pandas"] = "2.3.1",
        ["ray"] = RayOf(node),
        ["torch"] = "2.9.0+hpu.1.24.1-17.gitc1f8b92",
        ["transformers"] = "4.57.1",
        ["vllm"] = Differs(node, Faults.FaultKind.VllmMismatch) ? "0.24.0+g1c2d3e4.empty" : "0.26.0+g6b1f2a0.empty",
        ["vllm_gaudi"] = Differs(node, Faults.FaultKind.PluginMismatch) ? "0.24.0" : "0.26.0",
    };

    /// <summary>The node's version of Python.</summary>
    public static string PythonOf(SimulatedNode node) => Differs(node, Faults.FaultKind.PythonMismatch) ? "3.10.14" : Python;

    private static bool Differs(SimulatedNode node, Faults.FaultKind kind) => node.Faults.Find(kind) is not null;

    /// <summary>The node's version of Ray. A mismatch shows on every node but the first of its cluster.</summary>
    public static string RayOf(SimulatedNode node) =>
        node.Faults.Find(Faults.FaultKind.RayMismatch) is not null && node.ClusterNodes().First().Name != node.Name ? "2.44.1" : Ray;
}
