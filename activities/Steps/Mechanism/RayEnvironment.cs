using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>What must be in the environment of a node's Ray processes, and of the scripts that use the cluster.</summary>
internal static class RayEnvironment
{
    public static IReadOnlyDictionary<string, string> Of(StepContext context, NodeDefinition node)
    {
        var environment = new Dictionary<string, string>();
        if (context.Session.Interfaces.TryGetValue(node.Name, out var name))
        {
            environment["GLOO_SOCKET_IFNAME"] = name;
            environment["HCCL_SOCKET_IFNAME"] = name;
        }

        if (context.Session.QuantConfig is { } config)
            environment["QUANT_CONFIG"] = config;
        environment["VLLM_HOST_IP"] = context.AddressOf(node);
        environment[RayProcesses.Mark] = context.RunId;
        environment["PT_HPU_ENABLE_LAZY_COLLECTIVES"] = "true";
        return environment;
    }
}
