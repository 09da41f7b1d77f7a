using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Nodes.Ssh;
using Pipeline.Host.Simulator.Sshd;

namespace Pipeline.Tests.Nodes.Ssh;

/// <summary>Only a host whose key is known is talked to; what helps is told with the commands themselves.</summary>
public sealed class HostKeyTests : IAsyncLifetime
{
    private readonly SshLaboratory lab = new();
    private SshServer server = null!;

    public async ValueTask InitializeAsync() => server = await lab.ServerAsync();

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    [Fact]
    public async Task An_unknown_key_is_refused_and_its_remedy_works()
    {
        var target = Knowing("");
        var fault = await RefusedAsync(target);
        fault.Message.ShouldContain($"ssh-keyscan -p {server.Port} 127.0.0.1 >> {target.KnownHosts}");
        await HostCommand.RunAsync($"ssh-keyscan -p {server.Port} 127.0.0.1 >> {target.KnownHosts}");
        await AcceptedAsync(target);
    }

    [Fact]
    public async Task A_changed_key_is_refused_and_its_remedy_works()
    {
        var target = Knowing($"# comment\n{Name} {SshKeys.In(lab.In("other")).HostKeyLine}\n");
        var fault = await RefusedAsync(target);
        fault.Message.ShouldContain($"{target.KnownHosts}:2");
        fault.Message.ShouldContain("another");
        var remedy = $"ssh-keygen -f {target.KnownHosts} -R '[127.0.0.1]:{server.Port}'; ssh-keyscan -p {server.Port} 127.0.0.1 >> {target.KnownHosts}";
        fault.Message.ShouldContain(remedy);
        await HostCommand.RunAsync(remedy);
        await AcceptedAsync(target);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_though_it_is_known() =>
        (await RefusedAsync(Knowing($"{Name} {lab.Keys.HostKeyLine}\n@revoked * {lab.Keys.HostKeyLine}\n"))).Message.ShouldContain("revoked");

    [Fact]
    public async Task A_file_that_does_not_exist_knows_nobody() =>
        (await RefusedAsync(Target with { KnownHosts = lab.In("missing") })).Message.ShouldContain("is not known");

    [Fact]
    public async Task Hashed_names_are_understood()
    {
        var target = Knowing($"{Name} {lab.Keys.HostKeyLine}\n");
        SshKeys.Generate("-H", "-f", target.KnownHosts!);
        (await File.ReadAllTextAsync(target.KnownHosts!)).ShouldStartWith("|1|");
        await AcceptedAsync(target);
    }

    [Theory]
    [InlineData("[127.0.0.*]:*")]
    [InlineData("other,[127.0.?.1]:*")]
    [InlineData("*,![10.*]:*")]
    public async Task Patterns_are_understood(string hosts) => await AcceptedAsync(Knowing($"{hosts} {lab.Keys.HostKeyLine}\n"));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("*,![127.0.0.1]:*")]
    [InlineData("[127.0.0.1]:1")]
    public async Task Names_of_other_hosts_do_not_count(string hosts) =>
        (await RefusedAsync(Knowing($"{hosts} {lab.Keys.HostKeyLine}\n"))).Message.ShouldContain("is not known");

    [Fact]
    public async Task A_known_key_of_any_type_is_asked_for()
    {
        var rsa = lab.In("rsa_host_key");
        SshKeys.Generate("-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", rsa);
        var both = await lab.ServerAsync("both", lab.Keys, $"HostKey {rsa}");
        var target = lab.Target(both);
        var key = string.Join(' ', (await File.ReadAllTextAsync($"{rsa}.pub")).Split(' ').Take(2));
        await File.WriteAllTextAsync(target.KnownHosts!, $"[127.0.0.1]:{both.Port} {key}\n");
        await AcceptedAsync(target);
    }

    [Fact]
    public async Task A_certificate_counts_when_its_authority_is_known_for_the_host()
    {
        var authority = lab.In("authority");
        SshKeys.Generate("-q", "-t", "ed25519", "-N", "", "-f", authority);
        SshKeys.Generate("-q", "-s", authority, "-I", "node", "-h", "-n", "127.0.0.1", $"{lab.Keys.HostKey}.pub");
        var certified = await lab.ServerAsync("certified", lab.Keys, $"HostCertificate {lab.Keys.HostKey}-cert.pub");
        var target = lab.Target(certified);
        var key = string.Join(' ', (await File.ReadAllTextAsync($"{authority}.pub")).Split(' ').Take(2));
        await File.WriteAllTextAsync(target.KnownHosts!, $"@cert-authority [127.0.0.1]:* {key}\n");
        await AcceptedAsync(target);
        await File.WriteAllTextAsync(target.KnownHosts!, $"@cert-authority [127.0.0.1]:* {SshKeys.In(lab.In("other")).HostKeyLine}\n");
        await RefusedAsync(target);
    }

    private string Name => $"[127.0.0.1]:{server.Port}";

    private SshTarget Target => lab.Target(server);

    private SshTarget Knowing(string lines)
    {
        var target = Target;
        File.WriteAllText(target.KnownHosts!, lines);
        return target;
    }

    private async Task AcceptedAsync(SshTarget target) =>
        (await lab.Shell(target).RunAsync(new ShellCommand(ShellScript.Of($"echo in")))).Output.ShouldBe("in\n");

    private async Task<ShellException> RefusedAsync(SshTarget target)
    {
        var fault = await Should.ThrowAsync<ShellException>(lab.Shell(target).RunAsync(new ShellCommand(ShellScript.Of($"echo in"))));
        fault.Transient.ShouldBeFalse();
        return fault;
    }
}
