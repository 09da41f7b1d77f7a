using System.Diagnostics;
using Pipeline.Activities.Gaudi.Calibration;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Activities.Steps.Stepwise;

namespace Pipeline.Tests.Unit.Steps.Stepwise;

/// <summary>Two sub-steps, as a shell runs them: the first writes a.json, the second changes it and writes b.npz.</summary>
public sealed class SubStepGuardTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pipeline sub-steps ").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_is_done_is_not_done_again()
    {
        Run(1, "printf {} > a.json").ShouldBeDone();
        Run(2, "printf [] > a.json").ShouldBeDone();

        Run(1, "exit 9").ShouldBeUpToDate();
        Run(2, "exit 9").ShouldBeUpToDate();
    }

    [Fact]
    public void A_failure_leaves_the_exit_code_and_the_earlier_result()
    {
        Run(1, "printf {} > a.json").ShouldBeDone();

        var failed = Run(2, "echo broken; exit 7");

        failed.ExitCode.ShouldBe(7);
        failed.Output.ShouldContain("Error in step 2");
        Run(1, "exit 9").ShouldBeUpToDate();
        Run(2, "printf [] > a.json").ShouldBeDone();
    }

    [Fact]
    public void A_damaged_file_sends_back_as_far_as_its_content_is_needed()
    {
        Run(1, "printf {} > a.json").ShouldBeDone();
        Run(2, "printf [] > a.json").ShouldBeDone();
        File.WriteAllText(Path.Combine(folder, "a.json"), "{]");

        Run(1, "exit 9").ShouldBeUpToDate();
        Run(2, "exit 7").ExitCode.ShouldBe(7);
        File.WriteAllText(Path.Combine(folder, "copy", "a.json"), "{]");

        Run(1, "printf {} > a.json").ShouldBeDone();
        Run(2, "printf [] > a.json").ShouldBeDone();
    }

    [Fact]
    public void The_copy_that_a_later_sub_step_starts_from_may_be_lost_once_that_one_is_done()
    {
        Run(1, "printf {} > a.json").ShouldBeDone();
        Run(2, "printf [] > a.json").ShouldBeDone();
        Directory.Delete(Path.Combine(folder, "copy"), recursive: true);

        Run(1, "exit 9").ShouldBeUpToDate();
    }

    [Fact]
    public void Another_input_of_the_second_repeats_only_the_second()
    {
        Run(1, "printf {} > a.json").ShouldBeDone();
        Run(2, "printf [] > a.json").ShouldBeDone();

        Run(1, "exit 9", "other").ShouldBeUpToDate();
        Run(2, "printf [] > a.json", "other").ShouldBeDone();
    }

    [Theory]
    [InlineData(":", "left no a.json")]
    [InlineData("printf '' > a.json", "left cut off a.json")]
    [InlineData("printf '{\"Nodes\"' > a.json", "left cut off a.json")]
    public void A_result_that_is_missing_or_cut_off_fails_in_spite_of_exit_code_0(string command, string named)
    {
        var result = Run(1, command);

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain(named);
        Run(1, "printf {} > a.json").ShouldBeDone();
    }

    private Ended Run(int number, string command, string second = "")
    {
        SubStep[] steps =
        [
            new(new SubStepCommand(1, "1/2 First", ["first"]), ShellScript.Empty)
            {
                Leaves = ["a.json"],
                After = ShellScript.Of($"mkdir -p copy; cp a.json copy/"),
                Keeps = ["copy/a.json"],
            },
            new(new SubStepCommand(2, "2/2 Second", ["second", second]), ShellScript.Empty) { Before = ShellScript.Of($"cp copy/a.json ."), Leaves = ["a.json"], Keeps = ["a.json"] },
        ];
        var guard = new SubStepChain(folder, [], steps).Steps[number - 1].Guard;
        var script = guard.Around(ShellScript.Of($"cd {folder}; sh -c {command}"));
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec 2>&1\n{script.Text}"]) { RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return new Ended(shell.ExitCode, output);
    }

    private sealed record Ended(int ExitCode, string Output)
    {
        public void ShouldBeDone()
        {
            ExitCode.ShouldBe(0, Output);
            Output.ShouldNotContain(ResultGuard.UpToDate);
        }

        public void ShouldBeUpToDate()
        {
            ExitCode.ShouldBe(0, Output);
            Output.ShouldContain(ResultGuard.UpToDate);
        }
    }
}
