namespace Pipeline.Tests.Host.Benchmarks;

/// <summary>The benchmark of the transforms, on small models: it runs them all and tells everything it promises.</summary>
public sealed class MeasurementBenches
{
    [Fact]
    public async Task Every_transform_is_measured_in_a_process_of_its_own_and_in_process_beside_its_limit()
    {
        using var host = new HostProcess();

        var outcome = await host.RunAsync("bench", "measurements", "--small", "--json");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        var transforms = outcome.Json.GetProperty("transforms").EnumerateArray().ToList();
        transforms.Select(t => t.GetProperty("name").GetString()!.Split(' ')[0]).ShouldBe(
            ["unify", "postprocess", "unify", "postprocess", "expand", "expand", "unify", "postprocess", "expand"]);
        foreach (var figures in transforms)
        {
            foreach (var usage in (string[])["process", "inProcess", "limit"])
                figures.GetProperty(usage).GetProperty("seconds").GetDouble().ShouldBeGreaterThan(0);
            foreach (var size in (string[])["inputBytes", "outputBytes", "peakMebibytes"])
                figures.GetProperty(size).GetDouble().ShouldBeGreaterThan(0);
        }
        outcome.Error.ShouldContain("expand DeepSeek-R1 to 32");
    }
}
