namespace Pipeline.Host.Simulator.Tools;

/// <summary>Long texts of <c>ray start</c>.</summary>
internal static class RayTexts
{
    /// <summary>What the head prints when it has started.</summary>
    public static void PrintHead(ToolContext context, string ip, int port) => context.Print(
        "Usage stats collection is enabled by default without user confirmation because this terminal is detected to be non-interactive. To disable this, add `--disable-usage-stats` to the command that starts the cluster, or run the following command: `ray disable-usage-stats` before starting the cluster. See https://docs.ray.io/en/master/cluster/usage-stats.html for more details.",
        "",
        $"Local node IP: {ip}",
        "",
        "--------------------",
        "Ray runtime started.",
        "--------------------",
        "",
        "Next steps",
        "  To add another node to this Ray cluster, run",
        $"    ray start --address='{ip}:{port}'",
        "",
        "  To connect to this Ray cluster:",
        "    import ray",
        "    ray.init()",
        "",
        "  To terminate the Ray runtime, run",
        "    ray stop",
        "",
        "  To view the status of the cluster, use",
        "    ray status");

    /// <summary>What a worker of another version prints.</summary>
    public static string Mismatch(string headVersion, string ownVersion, string ip) => $"""
        RuntimeError: Version mismatch: The cluster was started with:
            Ray: {headVersion}
            Python: {Packages.Python}
        This process on node {ip} was started with:
            Ray: {ownVersion}
            Python: {Packages.Python}
        """;
}
