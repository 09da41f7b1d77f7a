using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Pool;

/// <summary>Fills the options from the configuration section <c>NodePool</c>, noting every fault.</summary>
internal sealed class NodePoolConfiguration(IConfiguration configuration) : IConfigureOptions<NodePoolOptions>
{
    /// <inheritdoc/>
    public void Configure(NodePoolOptions options)
    {
        var section = new NodeSection(configuration, "NodePool", options.Faults);
        options.Workspace = section.Text("Workspace") ?? "";
        foreach (var node in section.Items("Nodes"))
            options.Nodes.Add(Node(node));
        if (section.Child("Retry") is { } retry)
            options.Retry = Retry(retry);
        section.Close();
    }

    private static NodeDefinition Node(NodeSection section)
    {
        var otherwise = new NodeDefinition { Name = "" };
        var node = new NodeDefinition
        {
            Name = section.Text(nameof(NodeDefinition.Name)) ?? otherwise.Name,
            Transport = section.Choice(nameof(NodeDefinition.Transport), otherwise.Transport),
            Address = section.Text(nameof(NodeDefinition.Address)) ?? otherwise.Address,
            Device = section.Text(nameof(NodeDefinition.Device))?.ToLowerInvariant(),
            Cards = section.Number(nameof(NodeDefinition.Cards), otherwise.Cards),
            Labels = section.Words(nameof(NodeDefinition.Labels)),
            Interface = section.Text(nameof(NodeDefinition.Interface)),
            PathPrefix = section.Text(nameof(NodeDefinition.PathPrefix)),
            Container = section.Child(nameof(NodeDefinition.Container)) is { } container ? Container(container) : null,
        };
        section.Close();
        return node;
    }

    private static ContainerDefinition Container(NodeSection section)
    {
        var otherwise = new ContainerDefinition { Image = "" };
        var container = new ContainerDefinition
        {
            Image = section.Text(nameof(ContainerDefinition.Image)) ?? otherwise.Image,
            Name = section.Text(nameof(ContainerDefinition.Name)) ?? otherwise.Name,
            RunOptions = section.Words(nameof(ContainerDefinition.RunOptions)),
        };
        section.Close();
        return container;
    }

    private static ShellRetryOptions Retry(NodeSection section)
    {
        var otherwise = new ShellRetryOptions();
        var retry = new ShellRetryOptions
        {
            Retries = section.Number(nameof(ShellRetryOptions.Retries), otherwise.Retries),
            Delay = section.Duration(nameof(ShellRetryOptions.Delay), otherwise.Delay),
            LongestDelay = section.Duration(nameof(ShellRetryOptions.LongestDelay), otherwise.LongestDelay),
        };
        section.Close();
        return retry;
    }
}
