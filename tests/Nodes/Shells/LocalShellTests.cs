using System.Globalization;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Shells;

public sealed class LocalShellTests : ShellConformance
{
    protected override IShell Shell { get; } = new LocalShell("here", pathPrefix: null, TimeProvider.System);

    [Fact]
    public async Task The_path_prefix_comes_first()
    {
        await using var shell = new LocalShell("sim", "/opt/sim/bin", TimeProvider.System);
        var result = await shell.RunAsync(new ShellCommand(ShellScript.Of($"echo $PATH")));
        result.Output.ShouldStartWith("/opt/sim/bin:/");
    }

    [Fact]
    public async Task A_simulated_node_leaves_the_processor_to_others()
    {
        var own = int.Parse((await Run(ShellScript.Of($"nice"))).Output, CultureInfo.InvariantCulture);
        await using var shell = new LocalShell("sim", pathPrefix: null, TimeProvider.System, behind: true);
        var result = await shell.RunAsync(new ShellCommand(ShellScript.Of($"nice")));
        int.Parse(result.Output, CultureInfo.InvariantCulture).ShouldBe(Math.Min(own + 10, 19));
    }

    [Fact]
    public async Task Configuration_of_the_host_is_not_passed_on()
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__Test", "secret");
        (await Run(ShellScript.Of($"env"))).Output.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_script_too_long_for_the_system_is_refused_clearly()
    {
        var fault = await Should.ThrowAsync<ShellException>(Run(ShellScript.Command("echo", new string('x', 200_000))));
        fault.Message.ShouldContain("128 KiB");
    }
}
