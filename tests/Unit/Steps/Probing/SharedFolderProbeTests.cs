using System.Diagnostics;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Probing;

namespace Pipeline.Tests.Unit.Steps.Probing;

/// <summary>The scripts of two nodes, run by a shell on this machine.</summary>
public sealed class SharedFolderProbeTests : IDisposable
{
    private static readonly NodeDefinition A = new() { Name = "a" }, B = new() { Name = "b" };

    private readonly string root = Directory.CreateTempSubdirectory("pipeline shared ").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Nodes_that_share_the_folder_read_each_others_files()
    {
        var probe = Probe("here");
        Run(probe.Write(B));

        Faults(probe, A, "b").ShouldBeEmpty();
    }

    [Fact]
    public void What_does_not_arrive_or_arrives_with_other_content_is_told()
    {
        Run(Probe("there").Write(B));
        Faults(Probe("here"), A, "b").ShouldHaveSingleItem().Failure.Summary.ShouldBe("What b writes into /ws does not arrive here.");

        Directory.CreateDirectory(Path.Combine(root, "here"));
        File.WriteAllText(Path.Combine(root, "here", "b"), "run b and more\n");
        Faults(Probe("here"), A, "b").ShouldHaveSingleItem().Check.ShouldBe("workspace");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_and_a_dataset_that_cannot_be_read_are_told_at_once()
    {
        File.WriteAllText(Path.Combine(root, "here"), "no folder");

        Faults(Probe("here", Path.Combine(root, "it's missing.pkl")), A).Select(f => f.Check).ShouldBe(["workspace", "dataset"]);
    }

    [Fact]
    public void A_dataset_that_can_be_read_is_fine()
    {
        var file = Path.Combine(root, "d $HOME.pkl");
        File.WriteAllText(file, "x");

        Faults(Probe("here", file), A).ShouldBeEmpty();
    }

    private SharedFolderProbe Probe(string folder, string? dataset = null) => new(Path.Combine(root, folder), "run", dataset) { Patience = 0 };

    private static List<NodeFault> Faults(SharedFolderProbe probe, NodeDefinition node, params string[] others) =>
        [.. probe.Faults(node, ProbeAnswer.Parse(Run(ShellScript.Lines(probe.Write(node), probe.Read(node, others)))), "/ws")];

    private static string Run(ShellScript script)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", ShellScript.Lines(NodeProbe.Prelude, script).Text]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        shell.ErrorDataReceived += (_, _) => { };
        shell.BeginErrorReadLine();
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output;
    }
}
