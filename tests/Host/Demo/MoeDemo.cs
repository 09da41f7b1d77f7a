namespace Pipeline.Tests.Host.Demo;

/// <summary>DeepSeek-R1: measured on 8 cards, unified to one rank, postprocessed, expanded to 16 and 32.</summary>
public sealed class MoeDemo
{
    [Fact]
    public async Task The_deepseek_demo_expands_to_16_and_32_ranks_with_a_config_of_their_own()
    {
        using var host = new HostProcess();

        var outcome = await host.RunAsync("demo", "--model", "deepseek-r1", "--json");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Json.GetProperty("workflow").GetString().ShouldBe("MoeCalibration");
        var folders = outcome.Json.GetProperty("outputs").GetProperty("expanded").EnumerateArray().Select(f => f.GetString()!).ToList();
        var configs = outcome.Json.GetProperty("outputs").GetProperty("quantConfigs").EnumerateArray().Select(f => f.GetString()!).ToList();
        folders.Count.ShouldBe(2);
        Directory.GetFiles(folders[0], "inc_output_hooks_maxabs_*_16.npz").Length.ShouldBe(16);
        Directory.GetFiles(folders[1], "inc_output_hooks_maxabs_*_32.npz").Length.ShouldBe(32);
        configs.Zip(folders).ShouldAllBe(x => File.ReadAllText(x.First).Contains($"{x.Second}/inc_output"));
    }
}
