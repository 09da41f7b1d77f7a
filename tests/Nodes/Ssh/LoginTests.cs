using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Nodes.Ssh;
using Pipeline.Activities.Nodes.Ssh.Keys;
using Pipeline.Host.Simulator.Sshd;

namespace Pipeline.Tests.Nodes.Ssh;

/// <summary>The ways to log in. One class, since the environment of the process holds agent and passphrase.</summary>
public sealed class LoginTests : IAsyncLifetime
{
    private const string AgentVariable = "SSH_AUTH_SOCK";

    private readonly SshLaboratory lab = new();
    private SshTarget target = null!;

    public async ValueTask InitializeAsync() => target = lab.Target(await lab.ServerAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var variable in (string[])[AgentVariable, UserKeys.PassphraseVariable, UserKeys.PassphraseFileVariable])
            Environment.SetEnvironmentVariable(variable, null);
        await lab.DisposeAsync();
    }

    [Theory]
    [InlineData("ed25519")]
    [InlineData("ecdsa")]
    [InlineData("rsa")]
    public async Task A_key_file_of_any_usual_type(string type) => await LetsInAsync(target with { KeyFile = Authorized(type) });

    [Fact]
    public async Task A_key_that_is_not_authorized_is_refused_with_the_remedy()
    {
        var key = NewKey("ed25519");
        var fault = await RefusedAsync(target with { KeyFile = key });
        fault.Message.ShouldContain($"ssh-copy-id -i {key} -p {target.Port} {target.User}@127.0.0.1");
    }

    [Fact]
    public async Task A_passphrase_comes_from_the_environment_or_a_file_and_is_never_told()
    {
        var key = Authorized("ed25519", "open sesame");
        var encrypted = target with { KeyFile = key };
        (await RefusedAsync(encrypted)).Message.ShouldContain(UserKeys.PassphraseVariable);

        Environment.SetEnvironmentVariable(UserKeys.PassphraseVariable, "wrong words");
        var fault = await RefusedAsync(encrypted);
        fault.Message.ShouldContain("wrong");
        fault.ToString().ShouldNotContain("wrong words");

        Environment.SetEnvironmentVariable(UserKeys.PassphraseVariable, "open sesame");
        await LetsInAsync(encrypted);

        Environment.SetEnvironmentVariable(UserKeys.PassphraseVariable, null);
        await File.WriteAllTextAsync(lab.In("passphrase"), "open sesame\n");
        Environment.SetEnvironmentVariable(UserKeys.PassphraseFileVariable, lab.In("passphrase"));
        await LetsInAsync(encrypted);
    }

    [Fact]
    public async Task The_passphrase_does_not_reach_local_commands()
    {
        Environment.SetEnvironmentVariable(UserKeys.PassphraseVariable, "open sesame");
        await using var local = new LocalShell("here", null, TimeProvider.System);
        (await local.RunAsync(new ShellCommand(ShellScript.Of($"env")))).Output.ShouldNotContain("open sesame");
    }

    [Theory]
    [InlineData("ed25519")]
    [InlineData("rsa")]
    public async Task A_key_of_an_agent(string type)
    {
        var key = Authorized(type);
        await using var agent = await TestAgent.StartAsync(lab.In("agent"));
        await HostCommand.RunAsync($"SSH_AUTH_SOCK={agent.Socket} ssh-add -q {key}");
        File.Delete(key);
        Environment.SetEnvironmentVariable(AgentVariable, agent.Socket);
        await LetsInAsync(target with { KeyFile = null });
        await LetsInAsync(target with { KeyFile = $"{key}.pub" });
        (await RefusedAsync(target with { KeyFile = $"{NewKey("ed25519")}.pub" })).Message.ShouldContain("ssh-add");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_beside_the_key(bool byAgent)
    {
        var authority = NewKey("ed25519");
        var key = NewKey("ed25519");
        SshKeys.Generate("-q", "-s", authority, "-I", "user", "-n", Environment.UserName, $"{key}.pub");
        var trusting = lab.Target(await lab.ServerAsync("trusting", lab.Keys, $"TrustedUserCAKeys {authority}.pub", "AuthorizedKeysFile none"));
        if (!byAgent)
        {
            await LetsInAsync(trusting with { KeyFile = key });
            return;
        }

        await using var agent = await TestAgent.StartAsync(lab.In("agent"));
        await HostCommand.RunAsync($"SSH_AUTH_SOCK={agent.Socket} ssh-add -q {key}");
        Environment.SetEnvironmentVariable(AgentVariable, agent.Socket);
        await LetsInAsync(trusting with { KeyFile = null });
    }

    [Fact]
    public async Task A_jump_host_is_gone_through_and_verified()
    {
        var jump = await lab.ServerAsync("jump", SshKeys.In(lab.In("jump-keys")));
        await File.AppendAllTextAsync(jump.Keys.AuthorizedKeys, await File.ReadAllTextAsync($"{lab.Keys.ClientKey}.pub"));
        var through = target with { Jump = target with { Port = jump.Port } };
        (await RefusedAsync(through)).Message.ShouldContain($"ssh-keyscan -p {jump.Port}");
        await File.AppendAllTextAsync(target.KnownHosts!, $"[127.0.0.1]:{jump.Port} {jump.Keys.HostKeyLine}\n");
        await LetsInAsync(through);
        jump.Log.ShouldContain("Accepted publickey");
    }

    [Fact]
    public async Task Nobody_answers()
    {
        var fault = await Should.ThrowAsync<ShellException>(lab.Shell(target with { Port = SshLaboratory.FreePort() }).RunAsync(new ShellCommand(ShellScript.Empty)));
        fault.Transient.ShouldBeTrue();
        fault.Message.ShouldContain("is sshd running there");
    }

    private string NewKey(string type, string passphrase = "")
    {
        var key = lab.In($"key-{Guid.NewGuid():N}");
        SshKeys.Generate("-q", "-t", type, "-N", passphrase, "-f", key);
        return key;
    }

    private string Authorized(string type, string passphrase = "")
    {
        var key = NewKey(type, passphrase);
        File.AppendAllText(lab.Keys.AuthorizedKeys, File.ReadAllText($"{key}.pub"));
        return key;
    }

    private async Task LetsInAsync(SshTarget who) =>
        (await lab.Shell(who).RunAsync(new ShellCommand(ShellScript.Of($"echo in")))).Output.ShouldBe("in\n");

    private async Task<ShellException> RefusedAsync(SshTarget who)
    {
        var fault = await Should.ThrowAsync<ShellException>(lab.Shell(who).RunAsync(new ShellCommand(ShellScript.Of($"echo in"))));
        fault.Transient.ShouldBeFalse();
        return fault;
    }
}
