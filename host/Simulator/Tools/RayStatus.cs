using System.Globalization;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary><c>ray status</c>.</summary>
internal static class RayStatus
{
    private const string Rule = "---------------------------------------------------------------";

    /// <summary>Prints the cluster that this node belongs to.</summary>
    public static int Print(ToolContext context, string? address)
    {
        RayCluster cluster = new(context.Node);
        IReadOnlyList<RayMember> members = cluster.Living();
        if (address is not null && !members.Take(1).Any(head => $"{head.Address}:{head.Port}" == address))
        {
            context.Out.WriteLine($"Ray cluster is not found at {address}");
            return 1;
        }
        if (address is null && !members.Any(member => member.Node == context.Node.Name))
        {
            return cluster.Own is { } own && own.Node != cluster.LivingHead?.Node
                ? PrintNotFound(context, own)
                : context.Fail("ConnectionError: Could not find any running Ray instance. Please specify the one to connect to by setting `--address` flag or `RAY_ADDRESS` environment variable.");
        }

        int total = members.Sum(member => member.Hpus), used = cluster.UsedHpus();
        string reserved = used > 0 ? $" ({used}.0 used of {used}.0 reserved in placement groups)" : "";
        string time = context.Clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        context.Print($"======== Autoscaler status: {time} ========", "Node status", Rule, "Active:");
        context.Print(members.Select(member => $" 1 node_{member.NodeId}"));
        context.Print("Pending:", " (no pending nodes)", "Recent failures:");
        context.Print(cluster.Lost() is { Count: > 0 } lost ? lost.Select(name => $" {name}: NodeTerminated") : [" (no failures)"]);
        context.Print("", "Resources", Rule, "Usage:");
        context.Print(
            string.Create(CultureInfo.InvariantCulture, $" 0.0/{members.Count * 160}.0 CPU"),
            string.Create(CultureInfo.InvariantCulture, $" {used}.0/{total}.0 HPU{reserved}"),
            string.Create(CultureInfo.InvariantCulture, $" 0B/{members.Count * 0.905:0.00}TiB memory"),
            string.Create(CultureInfo.InvariantCulture, $" 0B/{members.Count * 93.13:0.00}GiB object_store_memory"));
        return context.Print("", "Demands:", " (no resource demands)");
    }

    private static int PrintNotFound(ToolContext context, RayMember own)
    {
        context.Out.WriteLine($"Ray cluster is not found at {own.Address}:{own.Port}");
        return 1;
    }
}
