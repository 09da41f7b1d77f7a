using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;

namespace Pipeline.Host.Simulator.Sshd;

/// <summary>
/// A real OpenSSH server for a simulated node, in a folder of its own: its keys, its configuration, its log. It lets the
/// user in who runs this process, with the client key of the folder <see cref="SshKeys"/>.
/// </summary>
internal sealed class SshServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/sshd";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    private readonly string folder;
    private readonly IReadOnlyList<string> launcher;
    private Process? process;

    /// <summary>Makes the server's folder; it does not run yet.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="keys">The keys of the host and of its users.</param>
    /// <param name="address">The address to listen on.</param>
    /// <param name="port">The port to listen on.</param>
    /// <param name="path">What its sessions have as PATH.</param>
    /// <param name="settings">More lines of sshd_config; the first of a keyword counts.</param>
    /// <param name="launcher">Words before the command, e.g. to start it in a namespace.</param>
    public SshServer(string folder, SshKeys keys, string address, int port, string path, IEnumerable<string>? settings = null, IReadOnlyList<string>? launcher = null)
    {
        (this.folder, Keys, Address, Port) = (folder, keys, address, port);
        this.launcher = launcher ?? [];
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Configuration,
        [
            .. settings ?? [],
            $"Port {port}",
            $"ListenAddress {address}",
            $"HostKey {keys.HostKey}",
            $"AuthorizedKeysFile {keys.AuthorizedKeys}",
            "PidFile none",
            "UsePAM no",
            "StrictModes no",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "PermitRootLogin prohibit-password",
            "UseDNS no",
            // With a level of 1 bash takes itself for a shell within a shell and leaves the user's ~/.bashrc alone.
            $"SetEnv PATH={path} SHLVL=1",
        ]);
    }

    /// <summary>The address it listens on.</summary>
    public string Address { get; }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>Its keys.</summary>
    public SshKeys Keys { get; }

    /// <summary>What it wrote to its log.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string Configuration => Path.Combine(folder, "sshd_config");

    private string LogFile => Path.Combine(folder, "sshd.log");

    /// <summary>Starts it and waits until it answers.</summary>
    /// <exception cref="SimulatorException">There is no sshd, or it does not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (Environment.IsPrivilegedProcess)
            Directory.CreateDirectory("/run/sshd");
        string[] command = [.. launcher, "setsid", Program, "-D", "-f", Configuration, "-E", LogFile];
        try
        {
            process = Process.Start(new ProcessStartInfo(command[0], command[1..]))!;
        }
        catch (Win32Exception e)
        {
            throw new SimulatorException($"{command[0]} could not be started: {e.Message}. Install openssh-server.");
        }

        var start = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(cancellationToken))
        {
            if (process.HasExited || TimeProvider.System.GetElapsedTime(start) > StartLimit)
                throw new SimulatorException($"sshd on {Address}:{Port} does not start: {Log.Trim()}");
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Ends it with all its connections, at once; the commands that it started are not its children's to end.</summary>
    public async Task KillAsync()
    {
        if (process is null)
            return;
        if (!process.HasExited)
        {
            await SignalAsync("KILL");
            await process.WaitForExitAsync();
        }

        process.Dispose();
        process = null;
    }

    /// <summary>Makes it fall silent without ending a connection, as a node without a network does.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Ends <see cref="PauseAsync"/>.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await KillAsync();

    /// <summary>Reaches the processes that serve its connections too, and not the commands that run there.</summary>
    private async Task SignalAsync(string signal)
    {
        if (process is null)
            return;
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-s", signal, "--", .. await ServersAsync(process.Id)]) { RedirectStandardError = true })!;
        // One that ended by itself in the meantime is a complaint that nobody needs.
        await kill.StandardError.ReadToEndAsync();
        await kill.WaitForExitAsync();
    }

    /// <summary>A process and its descendants that are sshd.</summary>
    private static async Task<IReadOnlyList<string>> ServersAsync(int root)
    {
        var info = new ProcessStartInfo("ps", ["-eo", "pid=,ppid=,comm="]) { RedirectStandardOutput = true };
        using var ps = Process.Start(info)!;
        var all = (await ps.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(words => words.Length == 3 && words[2].StartsWith("sshd", StringComparison.Ordinal))
            .ToLookup(words => words[1], words => words[0]);
        var found = new List<string> { root.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        for (var i = 0; i < found.Count; i++)
            found.AddRange(all[found[i]]);
        return found;
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync(Address, Port, cancellationToken);
            return await probe.GetStream().ReadAsync(new byte[4], cancellationToken) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
