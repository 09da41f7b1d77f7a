using System.Diagnostics;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Tests.Unit.Steps.Mechanism;

/// <summary>Real processes named like Ray's daemons, in a session of their own: <c>pgrep</c> looks no further than that.</summary>
public sealed class RayProcessesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pipeline-daemons-").FullName;

    public RayProcessesTests()
    {
        foreach (var daemon in (string[])["raylet", "gcs_server"])
            File.Copy("/bin/sleep", InFolder(daemon));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_ended_but_was_never_reaped_is_no_process_of_Ray() => Run(ShellScript.Of(
        $$"""
          sh -c '"$0" 0 & exec sleep 600' {{InFolder("raylet")}} &
          started=$!
          until ps -s $$ -o stat=,comm= | grep -q '^Z.*raylet'; do sleep 0.05; done
          ray() { :; }
          {{RayProcesses.Functions}}
          echo "daemons:$(ray_daemons) foreign:$(foreign_ray)"
          stop_ray && echo stopped
          """)).ShouldBe("daemons: foreign:\nstopped\n");

    [Fact]
    public void Where_somebody_elses_Ray_runs_too_only_that_of_a_run_is_ended() =>
        Run(ShellScript.Lines(TwoRays, StopRay.Command, ShellScript.Of($"living $a || echo ours ended; living $b && echo theirs lives")))
            .ShouldMatch(@"^pipeline: Ray processes of somebody else are left alone: \d+\nours ended\ntheirs lives\n$");

    [Fact]
    public void What_does_not_end_of_our_own_Ray_fails_the_step() =>
        Run(ShellScript.Lines(TwoRays, ShellScript.Of($"kill() {{ :; }}; sleep() {{ :; }}"), StopRay.Command, ShellScript.Of($"echo code $?; unset -f kill")))
            .ShouldMatch(@"left alone: \d+\npipeline: Ray processes stay: \d+\ncode 1\n$");

    private ShellScript TwoRays => ShellScript.Of(
        $$"""
          PIPELINE_RUN=run {{InFolder("raylet")}} 600 & a=$!
          {{InFolder("gcs_server")}} 600 & b=$!
          started="$a $b"
          until [ "$(pgrep -cf {{$"^{folder}/"}})" = 2 ]; do sleep 0.05; done
          """);

    private string InFolder(string name) => Path.Combine(folder, name);

    private string Run(ShellScript script)
    {
        // A file, since the text of "sh -c" would be found by pgrep.
        var file = InFolder("script");
        File.WriteAllText(file, ShellScript.Lines(
            ShellScript.Of($"exec 2>&1; trap 'kill -KILL $started 2> /dev/null' EXIT; pgrep() {{ command pgrep -s $$ \"$@\"; }}"), script).Text);
        using var shell = Process.Start(new ProcessStartInfo("setsid", ["--wait", "sh", file]) { RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output;
    }
}
