namespace Pipeline.Tests.Host.Runs;

/// <summary>Inputs that cannot work are refused before anything starts.</summary>
public sealed class RefusedInputs
{
    public static readonly TheoryData<string[], string> Cases = new()
    {
        { ["--set", "expertParallel=true"], "-r" },
        { ["--set", "unifyTo=5"], "5" },
        { ["--set", "colour=red"], "colour" },
        { ["--set", "dataset="], "dataset" },
        { ["--set", "dataset=/data/absent.pkl"], "/data/absent.pkl" },
        { ["--set", "tensorParallel=64"], "64" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_run_that_cannot_work_is_refused_with_exit_code_2_and_one_clear_message(string[] extra, string named)
    {
        using var host = new HostProcess();

        var outcome = await host.RunAsync([
            "run", "MultiNodeCalibration", "--set", "model=/models/llama-3.1-405b-instruct", "--set", "dataset=/data/d.pkl",
            "--set", "output=/out", "--set", "tensorParallel=16", .. extra]);

        outcome.ExitCode.ShouldBe(2, outcome.Output + outcome.Error);
        outcome.Error.ShouldContain(named);
        outcome.Error.ShouldNotContain("   at ");
    }
}
