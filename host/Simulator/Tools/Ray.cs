using System.Globalization;
using Pipeline.Host.Simulator.Devices;
using Pipeline.Host.Simulator.Faults;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary><c>ray</c>: start, stop and status of one cluster over the nodes.</summary>
internal static class Ray
{
    private static readonly HashSet<string> WithValue = ["--port", "--address", "--node-ip-address", "--resources", "--num-cpus", "--num-gpus", "--object-store-memory", "--grace-period", "-g", "--log-style", "--temp-dir", "--dashboard-host"];

    private static readonly string[] EnvironmentPrefixes = ["GLOO_", "HCCL_", "QUANT_", "VLLM_", "PT_HPU", "HABANA_", "RAY_", "HF_", "RUNTIME_"];

    /// <summary>Runs the tool.</summary>
    public static Task<int> RunAsync(ToolContext context)
    {
        CommandLine line = new([.. context.Arguments.Skip(1)], WithValue);
        return (context.Arguments.Count > 0 ? context.Arguments[0] : "") switch
        {
            "--version" => Task.FromResult(context.Print($"ray, version {Packages.RayOf(context.Node)}")),
            "start" => StartAsync(context, line),
            "stop" => StopAsync(context),
            "status" => Task.FromResult(RayStatus.Print(context, line.Value("--address"))),
            var other => Task.FromResult(context.Fail($"Usage: ray [OPTIONS] COMMAND [ARGS]...\nTry 'ray --help' for help.\n\nError: No such command '{other}'.", 2)),
        };
    }

    private static async Task<int> StartAsync(ToolContext context, CommandLine line)
    {
        RayCluster cluster = new(context.Node);
        bool head = line.Has("--head");
        string? address = line.Value("--address");
        if (!head && address is null) return context.Fail("`--address` is a required flag unless starting a head node with `--head`.");

        string ip = line.Value("--node-ip-address") ?? context.Node.Address;
        string port = head ? line.Value("--port") ?? "6379" : address!.Split(':')[^1];
        if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int portNumber))
            return context.Fail($"Error: Invalid value for '{(head ? "--port" : "--address")}': '{port}' is not a valid port.", 2);
        if (head && Conflict(context, cluster, ip, portNumber) is { } busy) return context.Fail(busy);
        if (!head && cluster.Own is { } own && cluster.Living().Any(m => m.Node == own.Node))
            return context.Fail($"ConnectionError: Ray is trying to start at {address}, but is already running at {own.Address}:{own.Port}. Please specify a different port using the `--port` flag of `ray start` command.");

        await context.WaitAsync(0.4);
        RayMember member = Member(context, line, ip, portNumber, Guid.NewGuid().ToString("N"));
        if (head)
        {
            cluster.StartHead(member);
            RayTexts.PrintHead(context, ip, portNumber);
            return 0;
        }
        RayMember? leader = cluster.LivingHead;
        if (leader is null || address != $"{leader.Address}:{leader.Port}")
        {
            return context.Fail(
                $"Unable to connect to GCS at {address}. Check that (1) Ray GCS with matching version started successfully at the specified address, and (2) there is no firewall setting preventing access.");
        }
        if (leader.RayVersion != member.RayVersion) return context.Fail(RayTexts.Mismatch(leader.RayVersion, member.RayVersion, ip));
        double late = context.Node.Faults.Take(FaultKind.RayLate)?.Number ?? 0;
        cluster.Join(member with { ClusterId = leader.ClusterId, JoinsAt = late > 0 ? context.Clock.GetUtcNow().AddSeconds(late).ToUnixTimeMilliseconds() : 0 });
        return context.Print($"Local node IP: {ip}", "", "--------------------", "Ray runtime started.", "--------------------", "", "To terminate the Ray runtime, run", "  ray stop");
    }

    private static string? Conflict(ToolContext context, RayCluster cluster, string ip, int port)
    {
        if (port == 6379 && context.Node.Faults.Take(FaultKind.RayPortBusy) is not null)
            return "[gcs_server] Address already in use\nFailed to connect to GCS. Please check `gcs_server.out` for more details.";
        return cluster.LivingHead is { } running && running.Node == context.Node.Name
            ? $"ConnectionError: Ray is trying to start at {ip}:{port}, but is already running at {running.Address}:{running.Port}. Please specify a different port using the `--port` flag of `ray start` command."
            : null;
    }

    private static RayMember Member(ToolContext context, CommandLine line, string ip, int port, string clusterId)
    {
        int hpus = NetworkPorts.CardsOf(context.Node).Count();
        Dictionary<string, string> environment = context.Environment
            .Where(pair => EnvironmentPrefixes.Any(prefix => pair.Key.StartsWith(prefix, StringComparison.Ordinal)) && !pair.Value.Contains('\n', StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        return new RayMember(context.Node.Name, ip, port, clusterId, hpus, Packages.RayOf(context.Node), environment);
    }

    private static async Task<int> StopAsync(ToolContext context)
    {
        RayCluster cluster = new(context.Node);
        int processes = cluster.LivingHead?.Node == context.Node.Name ? 6 : 3;
        if (!cluster.Leave()) return context.Print("Did not find any active Ray processes.");
        await context.WaitAsync(0.3);
        return context.Print($"Stopped all {processes} Ray processes.");
    }
}
