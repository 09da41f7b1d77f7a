using System.Diagnostics;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Transforms;
using Pipeline.Activities.Measurements.Verification;
using Pipeline.Host.Cli;

namespace Pipeline.Tests.Unit.Measurements;

/// <summary>However a run ends before its end, the folder it writes to is as it was, also when that is the source.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    private Dictionary<string, string> Content(string folder) =>
        Directory.EnumerateFiles(temp.Sub(folder)).ToDictionary(path => Path.GetFileName(path), path => Convert.ToBase64String(File.ReadAllBytes(path)));

    private string Source(string golden)
    {
        Directory.CreateDirectory(temp.Sub("g2"));
        foreach (var file in Directory.EnumerateFiles(Golden.In(golden)))
            File.Copy(file, Path.Combine(temp.Sub("g2"), Path.GetFileName(file)));
        return temp.Sub("g2");
    }

    public static readonly TheoryData<string, int> Points = new()
    {
        { "unify", 1 }, { "unify", 3 }, { "unify", 6 }, { "postprocess", 1 }, { "postprocess", 4 }, { "expand", 1 }, { "expand", 2 }, { "expand", 4 },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public async Task H12_A_run_cancelled_at_any_point_in_place_leaves_the_folder_as_it_was_and_can_be_repeated(string operation, int after)
    {
        var folder = Source(operation switch { "unify" => "dense-4to2", "postprocess" => "post-plain", _ => "expand-1to4" });
        var before = Content("g2");
        using var cancellation = new CancellationTokenSource();
        var progress = new Cancelling(cancellation, after);
        Task<TransformResult> Run(IProgress<TransformProgress>? watched, CancellationToken token) => operation switch
        {
            "unify" => Unify.RunAsync(new() { Measurements = folder, Output = folder, Ranks = 2, SkipScales = true }, watched, token),
            "postprocess" => Postprocess.RunAsync(new() { Measurements = folder, Output = folder }, watched, token),
            _ => Expand.RunAsync(new() { Measurements = folder, Output = folder, TargetWorldSize = 4 }, watched, token),
        };

        try
        {
            // The last steps may be under way already when the first are told; then the run ends well.
            await Run(progress, cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            Content("g2").ShouldBe(before);
            Directory.EnumerateDirectories(folder).ShouldBeEmpty();
        }

        await Run(null, TestContext.Current.CancellationToken);
        var first = Content("g2");
        await Run(null, TestContext.Current.CancellationToken);
        var again = Content("g2");
        foreach (var name in first.Keys.Where(name => name.EndsWith(".json", StringComparison.Ordinal) || name.EndsWith(".npz", StringComparison.Ordinal)))
            again[name].ShouldBe(first[name], name);
    }

    [Theory]
    [InlineData("g3")]
    [InlineData("g3-expanded")]
    public async Task H12_A_killed_process_leaves_the_folder_as_it_was(string destination)
    {
        Samples.WriteSet(temp.Sub("g3"), [Samples.MoeRank(-1, 8, e => e + 1)], modLists: false);
        Directory.CreateDirectory(temp.Sub(destination));
        File.WriteAllText(Path.Combine(temp.Sub(destination), MeasurementName.Measurement(0, 4).FileName), "what was there");
        var before = Content(destination);
        // The run comes to the mod list after it has written a rank, and waits in this pipe for ever.
        var pipe = Path.Combine(temp.Sub("g3"), MeasurementName.Measurement(0, 1, MeasurementKind.ModList).FileName);
        using (var maker = Process.Start("mkfifo", pipe))
            await maker.WaitForExitAsync(TestContext.Current.CancellationToken);

        string[] expand = [typeof(CliProgram).Assembly.Location, "measurements", "expand", "-m", temp.Sub("g3"), "-o", temp.Sub(destination), "-w", "4"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", expand) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await Until(() => process.HasExited || Directory.EnumerateDirectories(temp.Sub(destination)).Any(staging => Directory.EnumerateFiles(staging, "*.npz").Any()));
        process.HasExited.ShouldBeFalse();
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.Delete(pipe);

        Content(destination).ShouldBe(before);
        (await Verify.RunAsync(temp.Sub(destination), null, TestContext.Current.CancellationToken)).Findings.ShouldContain(finding => finding.Message.Contains("interrupted run", StringComparison.Ordinal));
        var result = await Expand.RunAsync(new() { Measurements = temp.Sub("g3"), Output = temp.Sub(destination), TargetWorldSize = 4 }, null, TestContext.Current.CancellationToken);
        result.Files.Count.ShouldBe(9);
        Samples.Read(temp.Sub(destination), 3, 4).Nodes[1].Outputs[1][0].ToDouble().ShouldBe(7);
    }

    private static async Task Until(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private sealed class Cancelling(CancellationTokenSource cancellation, int after) : IProgress<TransformProgress>
    {
        public void Report(TransformProgress value)
        {
            if (value.Done >= after)
                cancellation.Cancel();
        }
    }
}
