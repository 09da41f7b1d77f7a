using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Containers;

/// <summary>The container of a node, made by the step's own script.</summary>
public sealed class EnsureContainerTests : IDisposable
{
    private readonly ContainerLaboratory lab = new();

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task A_container_is_made_once_and_started_again_when_it_is_stopped()
    {
        var container = Definition("gaudi", "--label", "note=two words");

        (await lab.EnsureAsync(container)).ExitCode.ShouldBe(0);
        var id = await lab.InspectAsync("gaudi", "{{.Id}}");
        (await lab.EnsureAsync(container)).ExitCode.ShouldBe(0);
        (await lab.RunAsync(ShellScript.Of($"docker stop -t 0 gaudi"))).ExitCode.ShouldBe(0);
        (await lab.EnsureAsync(container)).ExitCode.ShouldBe(0);

        (await lab.InspectAsync("gaudi", "{{.Id}} {{.State.Running}}")).ShouldBe($"{id} true");
        (await lab.InspectAsync("gaudi", "{{index .Config.Labels \"note\"}}")).ShouldBe("two words");
        (await lab.InspectAsync("gaudi", "{{.Config.Env}}")).ShouldContain("HABANA_VISIBLE_DEVICES=all");
        (await lab.InspectAsync("gaudi", "{{.HostConfig.NetworkMode}} {{.HostConfig.CapAdd}}")).ShouldBe("host [CAP_SYS_NICE]");
        (await lab.RunAsync(ShellScript.Of($"docker exec gaudi sh -c 'echo seen > {lab.Workspace}/seen'; cat {lab.Workspace}/seen"))).Output.ShouldBe("seen\n");
    }

    [Fact]
    public async Task A_process_that_lost_its_parent_leaves_no_zombie()
    {
        (await lab.EnsureAsync(Definition("gaudi"))).ExitCode.ShouldBe(0);

        (await lab.RunAsync(ShellScript.Command("docker", "exec", "gaudi", "sh", "-c", "(sh -c 'sleep 0.1; touch /tmp/ended' &)"))).ExitCode.ShouldBe(0);

        await Eventually.BeTrueAsync(async () => (await lab.RunAsync(ShellScript.Of($"docker exec gaudi test -e /tmp/ended"))).ExitCode == 0);
        await Eventually.BeTrueAsync(async () => (await lab.RunAsync(ShellScript.Of($"docker exec gaudi sh -c 'cat /proc/[0-9]*/status' | grep 'State:.Z'"))).ExitCode == 1);
    }

    [Fact]
    public async Task One_of_ours_is_made_anew_when_an_option_the_image_or_the_tag_changes()
    {
        (await lab.EnsureAsync(Definition("gaudi"))).ExitCode.ShouldBe(0);
        var first = await lab.InspectAsync("gaudi", "{{.Id}}");
        (await lab.EnsureAsync(Definition("gaudi", "-e", "NEW=it's $HOME"))).Output.ShouldContain("made anew");
        var second = await lab.InspectAsync("gaudi", "{{.Id}}");
        second.ShouldNotBe(first);
        (await lab.RunAsync(ShellScript.Of($"docker exec gaudi sh -c 'echo \"$NEW\"'"))).Output.ShouldBe("it's $HOME\n");
        (await lab.EnsureAsync(Definition("gaudi") with { Image = ContainerLaboratory.OtherImage })).ExitCode.ShouldBe(0);
        (await lab.InspectAsync("gaudi", "{{.Config.Image}}")).ShouldBe(ContainerLaboratory.OtherImage);
        var third = await lab.InspectAsync("gaudi", "{{.Id}}");

        await lab.RunAsync(ShellScript.Command("docker", "tag", ContainerLaboratory.Image, ContainerLaboratory.OtherImage));
        (await lab.EnsureAsync(Definition("gaudi") with { Image = ContainerLaboratory.OtherImage })).ExitCode.ShouldBe(0);

        (await lab.InspectAsync("gaudi", "{{.Id}}")).ShouldNotBe(third);
    }

    [Fact]
    public async Task One_of_somebody_else_is_used_when_it_is_of_the_image_and_never_removed()
    {
        (await lab.RunAsync(ShellScript.Command("docker", "run", "-d", "--name", "mine", "--net=host", ContainerLaboratory.Image, "sleep", "infinity"))).ExitCode.ShouldBe(0);
        var id = await lab.InspectAsync("mine", "{{.Id}}");

        (await lab.EnsureAsync(Definition("mine"))).Output.ShouldContain("used as it is");
        var refused = await lab.EnsureAsync(Definition("mine") with { Image = ContainerLaboratory.OtherImage });

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("foreign container mine of image localhost/gaudi:1");
        (await lab.InspectAsync("mine", "{{.Id}} {{.State.Running}}")).ShouldBe($"{id} true");
    }

    [Fact]
    public async Task An_image_that_is_not_there_fails_the_step()
    {
        var result = await lab.EnsureAsync(Definition("gaudi") with { Image = "localhost/no-such-image:1" });

        result.ExitCode.ShouldBe(125);
        result.Error.ShouldContain("no-such-image");
    }

    private static ContainerDefinition Definition(string name, params string[] options) => new() { Name = name, Image = ContainerLaboratory.Image, RunOptions = options };
}
