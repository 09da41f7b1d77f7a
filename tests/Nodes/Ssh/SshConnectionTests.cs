using Pipeline.Activities.Nodes.Shells;
using Pipeline.Host.Simulator.Sshd;

namespace Pipeline.Tests.Nodes.Ssh;

/// <summary>One connection for all, made again when it broke.</summary>
public sealed class SshConnectionTests : IAsyncDisposable
{
    private static readonly ShellCommand Hello = new(ShellScript.Of($"echo hello"));

    private readonly SshLaboratory lab = new();

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    [Fact]
    public async Task Many_commands_share_one_connection()
    {
        var server = await lab.ServerAsync();
        var shell = lab.Shell(lab.Target(server));
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => shell.RunAsync(Hello)));
        server.Log.Split("Accepted publickey").Length.ShouldBe(2);
    }

    [Fact]
    public async Task No_more_channels_are_open_than_allowed()
    {
        lab.Options.Channels = 2;
        var shell = lab.Shell(lab.Target(await lab.ServerAsync("node", lab.Keys, "MaxSessions 3")));
        var places = lab.In("places");
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => shell.RunAsync(new ShellCommand(
            ShellScript.Of($"mkdir -p {places}; : > {places}/{i}; ls {places} | wc -l; sleep 0.1; rm {places}/{i}")))));
        results.Max(r => int.Parse(r.Output)).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_server_that_allows_fewer_sessions_says_which_setting_to_lower()
    {
        var shell = lab.Shell(lab.Target(await lab.ServerAsync("node", lab.Keys, "MaxSessions 1")));
        var gate = lab.In("gate");
        var first = shell.RunAsync(new ShellCommand(ShellScript.Of($"touch {gate}.reached; while [ ! -e {gate} ]; do sleep 0.02; done")));
        await Eventually.BeTrueAsync(() => File.Exists($"{gate}.reached"));
        var fault = await Should.ThrowAsync<ShellException>(shell.RunAsync(Hello));
        fault.Transient.ShouldBeTrue();
        fault.Message.ShouldContain("NodePool:Ssh:Channels");
        await File.WriteAllTextAsync(gate, "");
        (await first).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_was_killed_breaks_the_command_and_is_connected_to_again()
    {
        var server = await lab.ServerAsync();
        var shell = lab.Shell(lab.Target(server));
        var running = shell.RunAsync(new ShellCommand(ShellScript.Of($"touch {lab.In("reached")}; sleep 600")));
        await Eventually.BeTrueAsync(() => File.Exists(lab.In("reached")));
        await server.KillAsync();
        (await Should.ThrowAsync<ShellException>(running)).Transient.ShouldBeTrue();
        (await Should.ThrowAsync<ShellException>(shell.RunAsync(Hello))).Transient.ShouldBeTrue();
        await server.StartAsync();
        (await shell.RunAsync(Hello)).Output.ShouldBe("hello\n");
        await HostCommand.RunAsync($"for p in $(grep -l {lab.Folder} /proc/[0-9]*/cmdline 2>/dev/null); do p=${{p%/cmdline}}; kill -s KILL -- -${{p#/proc/}} 2>/dev/null; done; :");
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up_after_the_keep_alive()
    {
        (lab.Options.KeepAliveInterval, lab.Options.KeepAliveTimeout) = (TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(1));
        var server = await lab.ServerAsync();
        var shell = lab.Shell(lab.Target(server));
        await shell.RunAsync(Hello);
        await server.PauseAsync();
        var fault = await Should.ThrowAsync<ShellException>(shell.RunAsync(Hello));
        fault.Transient.ShouldBeTrue();
        fault.Message.ShouldContain("did not answer within 1 s");
        await server.ResumeAsync();
        (await shell.RunAsync(Hello)).Output.ShouldBe("hello\n");
    }

    [Fact]
    public async Task A_quiet_command_outlives_many_keep_alives()
    {
        (lab.Options.KeepAliveInterval, lab.Options.KeepAliveTimeout) = (TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(30));
        var shell = lab.Shell(lab.Target(await lab.ServerAsync()));
        (await shell.RunAsync(new ShellCommand(ShellScript.Of($"sleep 1; echo hello")))).Output.ShouldBe("hello\n");
    }

    [Fact]
    public async Task Greetings_of_the_login_shell_are_no_output()
    {
        var shell = lab.Shell(lab.Target(await lab.ServerAsync("noisy", lab.Keys, "ForceCommand echo Welcome; echo careful >&2; eval \"$SSH_ORIGINAL_COMMAND\"")));
        (await shell.RunAsync(Hello)).ShouldBe(new ShellResult(0, "hello\n", ""));
    }

    [Fact]
    public async Task A_login_shell_that_runs_nothing_is_told_in_its_own_words()
    {
        var shell = lab.Shell(lab.Target(await lab.ServerAsync("closed", lab.Keys, "ForceCommand echo This account is not available; exit 1")));
        var fault = await Should.ThrowAsync<ShellException>(shell.RunAsync(Hello));
        fault.Transient.ShouldBeFalse();
        fault.Message.ShouldContain("This account is not available");
    }

    [Fact]
    public async Task A_script_too_long_for_a_message_is_refused_clearly()
    {
        var shell = lab.Shell(lab.Target(await lab.ServerAsync()));
        var fault = await Should.ThrowAsync<ShellException>(shell.RunAsync(new ShellCommand(ShellScript.Command("echo", new string('x', 70_000)))));
        fault.Message.ShouldContain("64 KiB");
    }

    [Fact]
    public async Task Long_input_arrives_whole()
    {
        var shell = lab.Shell(lab.Target(await lab.ServerAsync()));
        var input = string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"{i}\n"));
        var result = await shell.RunAsync(new ShellCommand(ShellScript.Of($"sleep 0.2; sha256sum")) { Input = input });
        result.Output.ShouldStartWith(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(input))));
    }
}
