using Microsoft.Extensions.Configuration;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Nodes.Ssh;

namespace Pipeline.Host.Composition;

/// <summary>Reads the section <c>NodePool</c> and tells all of its faults at once: misspelled settings, values that cannot be read, and what cannot work.</summary>
internal sealed class PoolSettings
{
    private readonly List<string> faults = [];

    private PoolSettings(IConfigurationSection section)
    {
        var pool = new SectionReader(section, faults);
        Pool = new NodePoolOptions
        {
            Workspace = pool.Text("Workspace") ?? "",
            Nodes = [.. pool.Items("Nodes").Select(Node)],
            Ssh = Ssh(pool.Section("Ssh")),
            Retry = Retry(pool.Section("Retry")),
        };
        pool.Finish();
    }

    private NodePoolOptions Pool { get; }

    /// <summary>The pool, and what is wrong with it; nothing when it can work.</summary>
    public static (NodePoolOptions Pool, IReadOnlyList<string> Faults) Read(IConfigurationSection section)
    {
        var settings = new PoolSettings(section);
        return (settings.Pool, [.. settings.faults.Concat(settings.Pool.Faults()).Distinct()]);
    }

    private NodeDefinition Node(IConfigurationSection section)
    {
        var reader = new SectionReader(section, faults);
        var defaults = new NodeDefinition { Name = "" };
        var node = defaults with
        {
            Name = reader.Text("Name") ?? "",
            Transport = reader.Word("Transport", defaults.Transport),
            Address = reader.Text("Address") ?? defaults.Address,
            Port = reader.Number("Port", defaults.Port),
            User = reader.Text("User"),
            KeyFile = reader.Text("KeyFile"),
            KnownHosts = reader.Text("KnownHosts"),
            JumpHost = reader.Text("JumpHost"),
            Device = reader.Text("Device"),
            Cards = reader.Number("Cards", defaults.Cards),
            Labels = reader.Texts("Labels"),
            Interface = reader.Text("Interface"),
            PathPrefix = reader.Text("PathPrefix"),
            Container = reader.Section("Container") is { } container ? Container(container) : null,
        };
        if (node.Transport == Transport.Ssh && section["Address"] is null)
            faults.Add($"{section.Path} ({node.Name}) has no Address. Give the IP address or name that this machine and the other nodes reach it by.");
        reader.Finish();
        return node;
    }

    private ContainerDefinition Container(IConfigurationSection section)
    {
        var reader = new SectionReader(section, faults);
        var container = new ContainerDefinition { Image = reader.Text("Image") ?? "" };
        container = container with { Name = reader.Text("Name") ?? container.Name, RunOptions = reader.Texts("RunOptions") };
        reader.Finish();
        return container;
    }

    private SshOptions Ssh(IConfigurationSection? section)
    {
        var defaults = new SshOptions();
        if (section is null)
            return defaults;
        var reader = new SectionReader(section, faults);
        var options = new SshOptions
        {
            ConnectTimeout = reader.Time("ConnectTimeout", defaults.ConnectTimeout),
            KeepAliveInterval = reader.Time("KeepAliveInterval", defaults.KeepAliveInterval),
            KeepAliveTimeout = reader.Time("KeepAliveTimeout", defaults.KeepAliveTimeout),
            Channels = reader.Number("Channels", defaults.Channels),
        };
        reader.Finish();
        return options;
    }

    private ShellRetryOptions Retry(IConfigurationSection? section)
    {
        var defaults = new ShellRetryOptions();
        if (section is null)
            return defaults;
        var reader = new SectionReader(section, faults);
        var options = new ShellRetryOptions
        {
            Retries = reader.Number("Retries", defaults.Retries),
            Delay = reader.Time("Delay", defaults.Delay),
            LongestDelay = reader.Time("LongestDelay", defaults.LongestDelay),
        };
        reader.Finish();
        return options;
    }
}
