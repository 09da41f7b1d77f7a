using System.Diagnostics;
using System.Globalization;
using Pipeline.Host.Simulator;
using Pipeline.Host.Simulator.Sshd;

namespace Pipeline.Tests.Nodes.Machines;

/// <summary>
/// A machine made of namespaces: an address, processes, a hostname, mounts, an uptime and a boot id of its own, a real sshd
/// on port 22, and the tools of a simulated node. Its first process lives as long as this process holds its standard input,
/// so nothing of it outlives a test that crashes.
/// </summary>
internal sealed class Machine(SimulatedNode node, MachineLaboratory lab, int number) : IAsyncDisposable
{
    private const string FirstProcess = """
        set -e
        echo "$1" > /proc/sys/kernel/hostname
        mount --bind "$2" /proc/sys/kernel/random/boot_id
        mount -t tmpfs machine /opt
        mkdir -p /opt/habanalabs
        mount --bind "$3/opt/habanalabs" /opt/habanalabs
        ip link set lo up
        [ -z "$4" ] || bindfs -o attr_timeout=3,entry_timeout=3,negative_timeout=3 "$4" "$4"
        echo up
        set +e
        cat > /dev/null
        exit 0
        """;

    private Process? space;
    private SshServer? server;
    private int first;

    public SimulatedNode Node { get; } = node;

    public string Name => Node.Name;

    public string Address => Node.Address;

    /// <summary>What sshd gives its sessions as PATH; a folder put first may stand in for tools.</summary>
    public string ToolsBefore { get; } = Directory.CreateDirectory(Path.Combine(node.Directory, "tools-before")).FullName;

    /// <summary>
    /// Whether it sees the shared folder as an NFS client does that caches attributes and names for three seconds: what
    /// another machine writes appears late, and a name that was asked for too early stays missing that long. From the next
    /// boot on.
    /// </summary>
    public bool SeesTheShareLate { get; set; }

    private string Link => $"{lab.Bridge}n{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Starts the machine and its sshd.</summary>
    public async Task BootAsync()
    {
        var bootId = Path.Combine(Node.Directory, "boot_id");
        await File.WriteAllTextAsync(bootId, $"{Guid.NewGuid()}\n");
        var uptime = await WholeUptimeAsync();
        space = Process.Start(new ProcessStartInfo(
            "unshare",
            ["--net", "--mount", "--pid", "--uts", "--ipc", "--time", "--boottime", $"-{uptime}", "--fork", "--mount-proc", "sh", "-c", FirstProcess, "machine", Name, bootId, Node.Directory, SeesTheShareLate ? lab.Workspace : ""])
        { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        if (await space.StandardOutput.ReadLineAsync() != "up")
            throw new InvalidOperationException($"{Name} does not start: {await space.StandardError.ReadToEndAsync()}");
        first = int.Parse((await File.ReadAllTextAsync($"/proc/{space.Id}/task/{space.Id}/children")).Trim(), CultureInfo.InvariantCulture);
        await HostCommand.RunAsync($"""
            ip link add {Link} type veth peer name eth0 address 02:00:00:00:00:{number:x2} netns {space.Id}
            ip link set {Link} master {lab.Bridge} up
            nsenter --target {space.Id} --net sh -c 'ip addr add {Address}/24 dev eth0 && ip link set eth0 up'
            """);
        await StartSshdAsync();
    }

    /// <summary>Starts its sshd.</summary>
    public async Task StartSshdAsync()
    {
        string[] inside = ["nsenter", "--target", first.ToString(CultureInfo.InvariantCulture), "--net", "--mount", "--pid", "--uts", "--ipc", "--time"];
        server = new SshServer(Path.Combine(Node.Directory, "sshd"), lab.Keys, Address, 22, $"{ToolsBefore}:{Node.Bin}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", launcher: inside);
        await server.StartAsync();
    }

    /// <summary>Kills its sshd and all sessions; what they started lives on.</summary>
    public async Task KillSshdAsync()
    {
        await server!.KillAsync();
        server = null;
    }

    /// <summary>Takes its network away, without a word to anybody.</summary>
    public Task CutAsync() => HostCommand.RunAsync($"ip link set {Link} down");

    /// <summary>Gives the network back.</summary>
    public Task ReconnectAsync() => HostCommand.RunAsync($"ip link set {Link} up");

    /// <summary>Kills everything on it and starts it again under a new boot id.</summary>
    public async Task RebootAsync()
    {
        await HaltAsync();
        await BootAsync();
        // What the simulator keeps in files ends with the processes: Ray, containers, the ports' state.
        Node.InjectFault("reboot");
    }

    /// <summary>A command as typed on its console.</summary>
    public Task<string> RunAsync(string script) =>
        HostCommand.RunAsync($"nsenter --target {first} --net --mount --pid --uts --ipc --time sh -c '{script}'");

    /// <summary>Its processes, without the first one, sshd, the file system, and those that look.</summary>
    public async Task<IReadOnlyList<string>> ProcessesAsync() =>
        [.. (await RunAsync("ps -eo pid=,args=")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith("1 ", StringComparison.Ordinal) && !line.Contains("sshd", StringComparison.Ordinal)
                && !line.Contains("bindfs", StringComparison.Ordinal) && !line.EndsWith(" cat", StringComparison.Ordinal) && !line.Contains("ps -eo", StringComparison.Ordinal))];

    public async ValueTask DisposeAsync() => await HaltAsync();

    /// <summary>The uptime of this machine when it is a whole number of seconds, as unshare wants it.</summary>
    private static async Task<string> WholeUptimeAsync()
    {
        while (true)
        {
            var words = (await File.ReadAllTextAsync("/proc/uptime")).Split(' ')[0].Split('.');
            if (int.Parse(words[1], CultureInfo.InvariantCulture) < 10)
                return words[0];
            await Task.Delay(10);
        }
    }

    private async Task HaltAsync()
    {
        if (space is null)
            return;
        space.StandardInput.Close();
        await space.WaitForExitAsync();
        space.Dispose();
        space = null;
        if (server is not null)
            await server.DisposeAsync();
        server = null;
        // The kernel takes an ended machine's link down a moment later.
        await HostCommand.RunAsync($"ip link del {Link} 2> /dev/null || true");
    }
}
