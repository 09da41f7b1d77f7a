using Microsoft.Extensions.Options;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Pool;

/// <summary>Finds every fault of the configured pool at once.</summary>
internal sealed class NodePoolValidation(IEnumerable<IShellTransport> transports) : IValidateOptions<NodePoolOptions>
{
    private static readonly string[] Devices = ["gaudi2", "gaudi3"];

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, NodePoolOptions options)
    {
        List<string> faults = [.. options.Faults, .. Pool(options), .. options.Nodes.SelectMany(Node)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Pool(NodePoolOptions options)
    {
        if (options.Workspace.Length == 0)
            yield return "NodePool:Workspace is missing; give the absolute path of the folder that all nodes share.";
        else if (options.Workspace[0] != '/')
            yield return $"NodePool:Workspace is '{options.Workspace}'; it must be an absolute path, the same on every node.";
        if (options.Retry.Retries < 0)
            yield return $"NodePool:Retry:Retries is {options.Retry.Retries}; it must not be negative.";
        foreach (var twice in options.Nodes.CountBy(n => n.Name, StringComparer.OrdinalIgnoreCase).Where(c => c.Value > 1 && c.Key.Length > 0))
            yield return $"NodePool:Nodes has {twice.Value} nodes named '{twice.Key}'; names must be unique.";
    }

    private IEnumerable<string> Node(NodeDefinition node, int index)
    {
        var at = $"NodePool:Nodes:{index}";
        if (node.Name.Length == 0)
            yield return $"{at}:Name is missing; every node needs a name.";
        else if (!node.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            yield return $"{at}:Name is '{node.Name}'; use letters, digits, '.', '_' and '-' only.";
        else if (node.Name.Equals(INodePool.ControlNode, StringComparison.OrdinalIgnoreCase))
            yield return $"{at}:Name is '{node.Name}', which stands for the machine of the host itself; choose another name.";
        if (!transports.Any(t => t.Offers(node.Transport)))
            yield return $"{at}:Transport is '{Word(node.Transport)}', which this build does not have; it has {string.Join(", ", Offered())}.";
        if (node.Cards < 1)
            yield return $"{at}:Cards is {node.Cards}; a node has at least one card.";
        if (node.Device is { } device && !Devices.Contains(device))
            yield return $"{at}:Device is '{device}'; it must be one of {string.Join(", ", Devices)}, or left out to be detected.";
        if (node.PathPrefix is { } prefix && (prefix.Length == 0 || prefix[0] != '/'))
            yield return $"{at}:PathPrefix is '{prefix}'; it must be an absolute path.";
        if (node.Container is { Image.Length: 0 })
            yield return $"{at}:Container:Image is missing; name the Gaudi image to run.";
    }

    private IEnumerable<string> Offered() => Enum.GetValues<Transport>().Where(t => transports.Any(x => x.Offers(t))).Select(Word);

    private static string Word(Transport transport) => transport.ToString().ToLowerInvariant();
}
