using System.Diagnostics;
using System.Text.Json;

namespace Pipeline.Tests.Host.Demo;

/// <summary>The main job from one command: Llama 3.1 405B, TP 16 on two nodes, unified to 8, served on 8.</summary>
public sealed class DenseDemo
{
    [Fact]
    public async Task The_405B_demo_makes_16_source_and_8_unified_ranks_whose_values_are_the_groups_maxima()
    {
        using var host = new HostProcess();

        var outcome = await host.RunAsync("demo", "--json");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Json.GetProperty("workflow").GetString().ShouldBe("MultiNodeCalibration");
        outcome.Json.GetProperty("status").GetString().ShouldBe("Finished");
        outcome.Steps.ShouldAllBe(s => s.GetProperty("attempts").GetInt32() == 1);
        outcome.Step("Calibrate").GetProperty("nodes").EnumerateArray().Select(n => n.GetString()).ShouldBe(["gaudi-1"]);
        outcome.Step("CheckNics").GetProperty("outcome").GetString().ShouldBe("All up");

        var folder = outcome.Json.GetProperty("outputs").GetProperty("measurements").GetString()!;
        for (var rank = 0; rank < 8; rank++)
            await UnifiedIsMaximum(folder, rank);
        await NumpyLoads(folder, 24);

        var config = outcome.Json.GetProperty("outputs").GetProperty("quantConfig").GetString()!;
        JsonDocument.Parse(await File.ReadAllTextAsync(config)).RootElement.GetProperty("dump_stats_path").GetString().ShouldBe($"{folder}/inc_output");
        outcome.Json.GetProperty("outputs").GetProperty("endpoint").GetString().ShouldStartWith("http://");
        host.NodeLog("gaudi-1").Count(l => l.Contains(" start ", StringComparison.Ordinal) && l.Contains("calibrate_model.sh", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static async Task UnifiedIsMaximum(string folder, int rank)
    {
        using var unified = await Read($"{folder}/inc_output_hooks_maxabs_{rank}_8.json");
        using var first = await Read($"{folder}/inc_output_hooks_maxabs_{2 * rank}_16.json");
        using var second = await Read($"{folder}/inc_output_hooks_maxabs_{2 * rank + 1}_16.json");
        var nodes = unified.RootElement.GetProperty("Nodes");
        nodes.EnumerateObject().Count().ShouldBe(1387);
        foreach (var node in nodes.EnumerateObject())
        {
            var value = Input(unified, node.Name);
            value.ShouldBe(Math.Max(Input(first, node.Name), Input(second, node.Name)), node.Name);
        }
    }

    private static double Input(JsonDocument file, string node) =>
        file.RootElement.GetProperty("Nodes").GetProperty(node).GetProperty("inputs")[0][0][0].GetDouble();

    private static async Task<JsonDocument> Read(string path) => JsonDocument.Parse(await File.ReadAllTextAsync(path));

    private static async Task NumpyLoads(string folder, int expected)
    {
        const string Script = """
            import sys, glob, numpy
            files = [f for f in glob.glob(sys.argv[1] + '/inc_output_hooks_maxabs_[0-9]*.npz')]
            for f in files:
                assert len(numpy.load(f, allow_pickle=True)['arr_0'].item()['Nodes']) == 1387, f
            print(len(files))
            """;
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", Script, folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await python.StandardOutput.ReadToEndAsync();
        var error = await python.StandardError.ReadToEndAsync();
        await python.WaitForExitAsync();
        python.ExitCode.ShouldBe(0, error);
        output.Trim().ShouldBe(expected.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
