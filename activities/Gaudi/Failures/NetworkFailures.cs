using static Pipeline.Activities.Gaudi.Failures.FailureKind;

namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>What manage_network_ifs.sh, Gloo and HCCL print when nodes or cards cannot talk.</summary>
internal static class NetworkFailures
{
    public static readonly IReadOnlyList<KnownFailure> All =
    [
        new(Configuration, @"Unable to find address for: (\S+)", "Gloo finds no address on interface '$1'.", "Set GLOO_SOCKET_IFNAME (and HCCL_SOCKET_IFNAME) to the one interface that holds the node's address, on every node before `ray start`; `ip -o -4 addr show` lists them."),
        new(Configuration, @"Gloo connectFullMesh failed", "The nodes' processes cannot reach each other over the chosen interface (Gloo).", "Check GLOO_SOCKET_IFNAME, routes and firewall between the nodes; all ports must be open between them."),
        new(Hardware, @"Collective call returned error", "A collective operation between the cards failed: a rank died, or ports went down.", "Look for the first error of any rank; check the ports on all nodes; prove the fabric with hccl_demo over all ranks.") { Depth = Depth.Consequence },
        new(Configuration, @"manage_network_ifs\.sh: (?:command )?(?:not found|No such file or directory)", "manage_network_ifs.sh is not installed.", "Install habanalabs-qual on the host; it is in /opt/habanalabs/qual/gaudi2/bin or /opt/habanalabs/qual/gaudi3/bin."),
        new(Hardware, @"Warning: no habanalabs network interfaces were detected", "The host has no Gaudi network interfaces.", "Load habanalabs_en. PCIe cards without Gaudi ports scale out over host NICs (HCCL_OVER_OFI=1): skip the port check there."),
        new(Hardware, @"can't get dev_port/opersate of (\S+)", "The state of Gaudi interface $1 cannot be read.", "Reload the driver or reboot the node; look in `dmesg`."),
        new(Hardware, @"Failed to acquire information for the network interface '([^']+)'", "ethtool cannot read Gaudi interface $1.", "Check that ethtool is installed and the driver loaded; look in `dmesg`."),
        new(Hardware, @"Failed to toggle I/F '([^']+)'", "Gaudi interface $1 could not be switched.", "Run as root or with sudo; look in `dmesg`."),
        new(Configuration, @"Network I/F '([^']+)' failed to set IP", "Gaudi interface $1 could not be given its address.", "Run as root or with sudo; or toggle up with --no-ip."),
        new(Configuration, @"bad argument '([^']*)'", "The tool does not know the argument '$1'.", "Check the release of the tool."),
        new(Configuration, @"flags? can't be combined", "manage_network_ifs.sh does one operation a call.", "Give one of --status, --up, --down."),
    ];
}
