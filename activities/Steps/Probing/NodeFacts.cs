using System.Globalization;
using Pipeline.Activities.Gaudi;
using Pipeline.Activities.Gaudi.Cards;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Install;
using Pipeline.Activities.Gaudi.Network;
using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Activities.Steps.Probing;

/// <summary>What a probe found out about a node.</summary>
/// <param name="Node">The node.</param>
internal sealed record NodeFacts(NodeDefinition Node)
{
    /// <summary>Its operating system and kernel.</summary>
    public string? Os { get; init; }

    /// <summary>Its cards, or why they cannot be listed.</summary>
    public required Reading<HlSmi> Cards { get; init; }

    /// <summary>What the driver says of each card; null where the kernel does not show it.</summary>
    public CardStatus? States { get; init; }

    /// <summary>The internal ports of each card by its bus id; empty when they were not asked for.</summary>
    public IReadOnlyDictionary<string, Reading<LinkStatus>> Links { get; init; } = new Dictionary<string, Reading<LinkStatus>>();

    /// <summary>The external ports, or why they cannot be listed.</summary>
    public required Reading<NicStatus> Nics { get; init; }

    /// <summary>The container's state; null when the node has none configured.</summary>
    public ContainerFacts? Container { get; init; }

    /// <summary>Software where the ranks run; null when that place does not run yet, or is to be made anew.</summary>
    public Reading<SoftwareVersions>? Software { get; init; }

    /// <summary>Whether Ray processes run there; null when that place does not run yet, or is to be made anew.</summary>
    public bool? RayRuns { get; init; }

    /// <summary>Free space of the workspace, KiB; null when it cannot be told.</summary>
    public long? FreeKiB { get; init; }

    /// <summary>Size of the file system that holds the workspace, KiB; null when it cannot be told.</summary>
    public long? SizeKiB { get; init; }

    /// <summary>What is mounted there, e.g. <c>server:/export on /mnt/nfs (nfs)</c>.</summary>
    public string? Mount { get; init; }

    /// <summary>The word in the workspace that all nodes must see alike; null when the folder is missing or not writable.</summary>
    public string? Identity { get; init; }

    /// <summary>The driver's version; null when no card tells it.</summary>
    public string? Driver => Cards.Value?.Cards[0].DriverVersion;

    /// <summary>Reads what <see cref="NodeProbe"/> printed.</summary>
    public static NodeFacts Read(NodeDefinition node, string output)
    {
        var answer = ProbeAnswer.Parse(output);
        var space = answer[NodeProbe.Space].Lines is [var first, ..] ? first.Split(' ') : [];
        var mount = answer[NodeProbe.Mount].Lines;
        var container = node.Container is null ? null : ContainerFacts.Read(node.Container, answer[NodeProbe.Container], answer[NodeProbe.Image]);
        var runs = container is null or { Running: true, Stays: true };
        return new NodeFacts(node)
        {
            Os = answer[NodeProbe.Os].Lines is { Count: > 0 } os ? string.Join(", ", os) : null,
            Cards = HlSmi.Parse(answer[NodeProbe.Cards].Output, answer[NodeProbe.Cards].ExitCode, node.Cards),
            States = answer[NodeProbe.States].Lines.Count > 0 ? CardStatus.Parse(answer[NodeProbe.States].Output, 0).Value : null,
            Links = LinksOf(answer[NodeProbe.Links]),
            Nics = NicStatus.Parse(answer[NodeProbe.Nics].Output, answer[NodeProbe.Nics].ExitCode),
            Container = container,
            Software = runs ? SoftwareVersions.Parse(answer[NodeProbe.Software].Output) : null,
            RayRuns = runs && answer[NodeProbe.Ray].Lines is [var ray] ? ray == "running" : null,
            FreeKiB = space.Length == 2 ? Number(space[0]) : null,
            SizeKiB = space.Length == 2 ? Number(space[1]) : null,
            Mount = mount is [var source, var type] ? $"{source.Replace(" ", " on ", StringComparison.Ordinal)} ({type})" : null,
            Identity = answer[NodeProbe.Identity] is { ExitCode: 0, Lines: [var word] } ? word : null,
        };
    }

    private static Dictionary<string, Reading<LinkStatus>> LinksOf(ProbeSection section)
    {
        var links = new Dictionary<string, Reading<LinkStatus>>();
        var parts = $"\n{section.Output}".Split(CardLine);
        foreach (var (index, part) in parts.Index().Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            var bus = (end < 0 ? part : part[..end]).Trim();
            // The probe ends at the first card that fails, so only the last one can have failed.
            if (bus.Length > 0)
                links[bus] = LinkStatus.Parse(end < 0 ? "" : part[end..], index == parts.Length - 1 ? section.ExitCode : 0);
        }

        return links;
    }

    private const string CardLine = "\ncard ";

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>The Gaudi container of a node.</summary>
/// <param name="Running">Whether it runs; false too when there is none.</param>
/// <param name="Image">The image's name; null when there is no container.</param>
/// <param name="ImageId">The image's content hash.</param>
/// <param name="Failure">Why docker could not tell; null when it did, or when there is no container.</param>
internal sealed record ContainerFacts(bool Running, string? Image, string? ImageId, Failure? Failure)
{
    /// <summary>Whether it is of the image that is configured, and not one that <see cref="EnsureContainer"/> makes anew.</summary>
    public bool Stays { get; init; }

    /// <summary>The content hash of the image that the steps will run in; null while it is not pulled.</summary>
    public string? ImageIdToUse { get; init; }

    /// <summary>Reads the answers of <c>docker inspect</c> and <c>docker image inspect</c>.</summary>
    public static ContainerFacts Read(ContainerDefinition configured, ProbeSection container, ProbeSection image)
    {
        var tagged = image is { ExitCode: 0, Lines: [.., var id] } ? id : null;
        return container switch
        {
            { ExitCode: 0, Lines: [.., var line] } when line.Split(' ', 4) is [("true" or "false") and var running, var name, var made, .. var label] =>
                Existing(configured, new(running == "true", name, made, null), ours: label is [not ("" or EnsureContainer.NoLabel)], tagged),
            _ when container.Output.Contains("No such", StringComparison.OrdinalIgnoreCase) => new(false, null, null, null) { ImageIdToUse = tagged },
            _ => new(false, null, null, FailureExplanation.OfTool("docker inspect", container.Output, container.ExitCode)),
        };
    }

    private static ContainerFacts Existing(ContainerDefinition configured, ContainerFacts facts, bool ours, string? tagged)
    {
        var stays = facts.Image == configured.Image && (!ours || tagged is null || tagged == facts.ImageId);
        return facts with { Stays = stays, ImageIdToUse = stays ? facts.ImageId : tagged };
    }
}
