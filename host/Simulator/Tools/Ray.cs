using System.Globalization;
using Pipeline.Host.Simulator.Faults;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary><c>ray start|status|stop</c> over the nodes of the cluster folder.</summary>
internal static class Ray
{
    private const string Version = "2.51.1";

    /// <summary>What of the environment of <c>ray start</c> workers look at.</summary>
    private static readonly string[] Inherited =
        ["QUANT_CONFIG", "GLOO_SOCKET_IFNAME", "HCCL_SOCKET_IFNAME", "VLLM_HOST_IP", "PT_HPU_ENABLE_LAZY_COLLECTIVES"];

    /// <summary>Runs the tool.</summary>
    public static async Task<int> RunAsync(ToolContext context) => ((string[])[.. context.Arguments]) switch
    {
        ["start", .. var words] => await StartAsync(context, new CommandLine(words, new HashSet<string> { "--port", "--address", "--node-ip-address", "--resources" })),
        ["status", ..] => Status(context),
        ["stop", ..] => Stop(context),
        ["--version"] => context.Print($"ray, version {Version}"),
        _ => context.Fail("Usage: ray [OPTIONS] COMMAND [ARGS]...", 2),
    };

    private static async Task<int> StartAsync(ToolContext context, CommandLine line)
    {
        await context.WaitAsync(0.4);
        RayCluster cluster = new(context.Node);
        string address = line.Value("--node-ip-address") ?? context.Node.Address;
        if (line.Has("--head")) return StartHead(context, cluster, address, int.Parse(line.Value("--port") ?? "6379", CultureInfo.InvariantCulture));
        return line.Value("--address") is { } head
            ? StartWorker(context, cluster, address, head)
            : context.Fail("`--address` is a required flag unless starting a head node with `--head`.");
    }

    private static int StartHead(ToolContext context, RayCluster cluster, string address, int port)
    {
        if (context.Node.Faults.Take(FaultKind.RayPortBusy) is not null)
            return context.Fail("[Errno 98] Address already in use\nRuntimeError: Failed to connect to GCS. Please check `gcs_server.out` for more details.");
        if (cluster.Own is { } own && cluster.LivingHead?.ClusterId == own.ClusterId)
            return context.Fail($"ConnectionError: Ray is trying to start at {address}:{port}, but is already running at {own.Address}:{own.Port}. Please specify a different port using the `--port` flag of `ray start` command.");
        cluster.StartHead(Member(context, address, port, Guid.NewGuid().ToString("N")));
        return context.Print(
            "Usage stats collection is enabled by default without user confirmation because this terminal is detected to be non-interactive.",
            "", $"Local node IP: {address}", "", "--------------------", "Ray runtime started.", "--------------------", "",
            "Next steps", "  To add another node to this Ray cluster, run", $"    ray start --address='{address}:{port}'", "",
            "  To terminate the Ray runtime, run", "    ray stop", "", "  To view the status of the cluster, use", "    ray status");
    }

    private static int StartWorker(ToolContext context, RayCluster cluster, string address, string head)
    {
        RayMember? living = cluster.LivingHead;
        if (living is null || head != $"{living.Address}:{living.Port}")
            return context.Fail($"Unable to connect to GCS at {head}. Check that (1) Ray GCS with matching version started successfully at the specified address, and (2) there is no firewall setting preventing access.");
        if (context.Node.Faults.Find(FaultKind.RayMismatch) is not null)
            return context.Fail($"RuntimeError: Version mismatch: The cluster was started with:\n    Ray: {living.RayVersion}\n    Python: 3.10.12\nThis process on node {address} was started with:\n    Ray: 2.48.0\n    Python: 3.10.12");
        cluster.Join(Member(context, address, living.Port, living.ClusterId));
        return context.Print("", $"Local node IP: {address}", "", "--------------------", "Ray runtime started.", "--------------------", "", "To terminate the Ray runtime, run", "  ray stop");
    }

    private static RayMember Member(ToolContext context, string address, int port, string cluster) => new(
        context.Node.Name, address, port, cluster, Devices.NetworkPorts.CardsOf(context.Node).Count(), Version,
        Inherited.Where(name => context.Variable(name) is not null).ToDictionary(name => name, name => context.Variable(name)!));

    private static int Status(ToolContext context)
    {
        RayCluster cluster = new(context.Node);
        IReadOnlyList<RayMember> members = cluster.Living();
        if (cluster.Own is null || members.All(member => member.Node != context.Node.Name))
            return context.Fail("ConnectionError: Could not find any running Ray instance. Please specify the one to connect to by setting `--address` flag or `RAY_ADDRESS` environment variable.");
        int total = members.Sum(member => member.Hpus);
        string time = context.Clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        IEnumerable<string> lost = cluster.Lost().Select(name => $" {name}: died");
        return context.Print(
        [
            $"======== Autoscaler status: {time} ========", "Node status", "---------------------------------------------------------------", "Active:",
            .. members.Select(member => $" 1 node_{member.NodeId}"),
            "Pending:", " (no pending nodes)", "Recent failures:", .. lost.DefaultIfEmpty(" (no failures)"), "",
            "Resources", "---------------------------------------------------------------", "Usage:",
            $" 0.0/{members.Count * 160}.0 CPU", $" {cluster.UsedHpus()}.0/{total}.0 HPU", " 0B/1.81TiB memory", " 0B/186.26GiB object_store_memory", "",
            "Demands:", " (no resource demands)",
        ]);
    }

    private static int Stop(ToolContext context) => context.Print(
        new RayCluster(context.Node).Leave() ? "Stopped all 6 Ray processes." : "Did not find any active Ray processes.");
}
