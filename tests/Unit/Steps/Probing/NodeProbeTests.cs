using System.Diagnostics;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Probing;

namespace Pipeline.Tests.Unit.Steps.Probing;

public sealed class NodeProbeTests : IDisposable
{
    private readonly string workspace = Directory.CreateTempSubdirectory("pipeline-identity-").FullName;

    public void Dispose() => Directory.Delete(workspace, recursive: true);

    [Fact]
    public void Nodes_with_equal_process_ids_write_into_different_files()
    {
        // One shell for both; what it does not remove can be counted.
        Run(ShellScript.Lines(ShellScript.Of($"rm() {{ :; }}"), Identity("gaudi-1"), ShellScript.Of($"command rm {workspace}/.pipeline/identity"), Identity("gaudi-2")));

        Directory.GetFiles(Path.Combine(workspace, ".pipeline")).Length.ShouldBe(3);
    }

    [Fact]
    public void The_first_word_written_is_every_nodes()
    {
        var word = Run(Identity("it's $HOME"));

        word.Length.ShouldBe(16);
        Run(Identity("gaudi-2")).ShouldBe(word);
        Directory.GetFiles(Path.Combine(workspace, ".pipeline")).Select(Path.GetFileName).ShouldBe(["identity"]);
    }

    private ShellScript Identity(string node) => NodeProbe.IdentityOf(new NodeDefinition { Name = node }, workspace);

    private static string Run(ShellScript script)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", script.Text]) { RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output;
    }
}
