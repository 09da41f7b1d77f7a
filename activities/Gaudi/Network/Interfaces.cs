using System.Net;
using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Network;

/// <summary>An address of a network interface.</summary>
/// <param name="Interface">Name, e.g. <c>eth0</c>.</param>
/// <param name="Address">IPv4 address.</param>
public sealed record InterfaceAddress(string Interface, string Address);

/// <summary>
/// The IPv4 addresses of a node, <c>ip -o -4 addr show</c>, and the choice of the one interface that Gloo and HCCL use
/// for setting up connections: the host's ordinary interface that holds the node's address, never a Gaudi port.
/// </summary>
/// <param name="Addresses">In the tool's order, at least one.</param>
public sealed partial record Interfaces(IReadOnlyList<InterfaceAddress> Addresses)
{
    /// <summary>Reads the tool's output.</summary>
    public static Reading<Interfaces> Parse(string output, int exitCode)
    {
        List<InterfaceAddress> addresses = [];
        foreach (var line in ToolText.Lines(output))
        {
            if (AddressLine.Match(line) is not { Success: true } match)
                return FailureExplanation.OfTool("ip addr", output, exitCode);
            addresses.Add(new(match.Groups[1].Value, match.Groups[2].Value));
        }

        return exitCode == 0 && addresses.Count > 0 ? new Interfaces(addresses) : FailureExplanation.OfTool("ip addr", output, exitCode);
    }

    /// <summary>Whether an interface can never carry traffic between nodes: loopback and Docker's own.</summary>
    public static bool IsLocal(string name) =>
        name is "lo" or "docker0" || name.StartsWith("veth", StringComparison.Ordinal) || name.StartsWith("br-", StringComparison.Ordinal);

    /// <summary>
    /// The interface that holds the node's address; when the address is a host name or loopback, the only one that
    /// remains without local and Gaudi interfaces. A failure that lists the candidates otherwise.
    /// </summary>
    /// <param name="nodeAddress">The node's address as configured.</param>
    /// <param name="gaudi">Names of the Gaudi ports (those whose PCI vendor is 0x1da3); their names follow no rule.</param>
    public Reading<InterfaceAddress> Choose(string nodeAddress, IReadOnlyCollection<string> gaudi)
    {
        var candidates = Addresses.Where(address => !IsLocal(address.Interface) && !gaudi.Contains(address.Interface)).ToList();
        if (candidates.Find(candidate => candidate.Address == nodeAddress) is { } exact)
            return exact;
        var isForeign = IPAddress.TryParse(nodeAddress, out var ip) && !IPAddress.IsLoopback(ip);
        if (!isForeign && candidates.Select(candidate => candidate.Interface).Distinct().Count() == 1)
            return candidates[0];
        var seen = candidates.Count == 0 ? "none" : string.Join(", ", candidates.Select(candidate => $"{candidate.Interface} ({candidate.Address})"));
        return new Failure(
            FailureKind.Configuration,
            $"No single interface for the node's address {nodeAddress}; candidates: {seen}.",
            "Correct the node's address, or name the interface in the node's configuration (Interface).");
    }

    [GeneratedRegex(@"^\d+:\s+([^\s@]+)(?:@\S+)?\s+inet\s+(\d{1,3}(?:\.\d{1,3}){3})(?:/\d+)?\s", RegexOptions.CultureInvariant)]
    private static partial Regex AddressLine { get; }
}
