using System.Text.Json;
using Pipeline.Tests.Unit.Measurements;

namespace Pipeline.Tests.Unit.Cli;

public sealed class MeasurementCommands : IDisposable
{
    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    private async Task<(int Code, string Output, string Error)> Run(int width, params string[] arguments)
    {
        var line = new CommandLine { Width = width };
        var code = await line.RunAsync(["measurements", .. arguments]);
        return (code, line.Output, line.Error);
    }

    private string Set(string name, double value = 1)
    {
        Samples.WriteSet(temp.Sub(name), [Samples.DenseRank(0, [value, 2, 3, 4, 5]), Samples.DenseRank(1, [1, 2, 3, 4, 5])]);
        return temp.Sub(name);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("inspect")]
    [InlineData("diff", "OTHER")]
    [InlineData("report", "-o", "PAGE")]
    public async Task A_missing_folder_is_exit_code_2_and_one_line(params string[] command)
    {
        string[] rest = [.. command[1..].Select(word => word is "OTHER" ? temp.Path : word is "PAGE" ? temp.Sub("r.html") : word)];
        var (code, output, error) = await Run(80, [command[0], temp.Sub("none"), .. rest]);
        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("no such");
    }

    [Fact]
    public async Task Verify_tells_file_node_and_remedy_and_fails()
    {
        var folder = Set("g2", double.NaN);

        var (code, output, _) = await Run(50, "verify", folder);
        code.ShouldBe(1);
        output.ShouldContain("error: inc_output_hooks_maxabs_0_2.json\n  model.layers.0.self_attn.qkv_proj\n  Inputs[0] is NaN.\n  -> Measure again;");
        output.Split('\n').Where(line => !line.Contains(temp.Path, StringComparison.Ordinal)).ShouldAllBe(line => line.Length <= 50);

        var finding = JsonDocument.Parse((await Run(50, "verify", folder, "--json")).Output).RootElement.GetProperty("findings")[0];
        (finding.GetProperty("severity").GetString(), finding.GetProperty("node").GetString()).ShouldBe(("error", "model.layers.0.self_attn.qkv_proj"));
    }

    [Fact]
    public async Task Verify_succeeds_when_nothing_forbids_serving()
    {
        var (code, output, _) = await Run(80, "verify", Set("g2"));
        code.ShouldBe(0);
        output.ShouldEndWith(": sound (1 note)\n");
    }

    [Fact]
    public async Task Diff_is_0_when_equal_and_1_when_not()
    {
        var (a, b) = (Set("a"), Set("b", 4));

        (await Run(80, "diff", a, a)).Code.ShouldBe(0);
        (await Run(80, "diff", a, b, "--tolerance", "0.75")).Code.ShouldBe(0);
        foreach (var width in (int[])[50, 140])
        {
            var (code, output, _) = await Run(width, "diff", a, b);
            code.ShouldBe(1);
            foreach (var word in (string[])["inc_output_hooks_maxabs_0_2.json", "self_attn.qkv_proj", "inputs[0]", "1.0", "4.0", "75 %", "1 differences"])
                output.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal).ShouldContain(word.Replace(" ", "", StringComparison.Ordinal));
            output.Split('\n').ShouldAllBe(line => line.Length <= width);
        }
        JsonDocument.Parse((await Run(80, "diff", a, b, "--json")).Output).RootElement.GetProperty("differences")[0].GetProperty("relative").GetDouble().ShouldBe(0.75);
        (await Run(80, "diff", a, b, "--tolerance", "much")).Code.ShouldBe(2);
        (await Run(80, "diff", a, b, "--tolerance", "7")).Error.ShouldContain("from 0 to 1");
    }

    [Fact]
    public async Task Inspect_shows_each_set()
    {
        var (code, output, _) = await Run(60, "inspect", Set("g2"));
        code.ShouldBe(0);
        output.ShouldContain("measurements, base inc_output");
        output.ShouldContain("2 (2 JSON, 2 NPZ, 2 mod lists");
        output.Split('\n').ShouldAllBe(line => line.Length <= 60);

        var set = JsonDocument.Parse((await Run(60, "inspect", temp.Sub("g2"), "--json")).Output).RootElement.GetProperty("sets")[0];
        (set.GetProperty("worldSize").GetInt32(), set.GetProperty("layers").GetInt32()).ShouldBe((2, 1));
    }

    [Fact]
    public async Task Report_writes_the_page()
    {
        var page = temp.Sub("pages/r.html");
        var (code, output, _) = await Run(80, "report", Set("g2"), "-o", page);
        code.ShouldBe(0);
        output.ShouldBe($"Wrote {page}\n");
        File.ReadAllText(page).ShouldStartWith("<!doctype html>");
        Directory.GetFiles(temp.Sub("pages")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Names_cannot_steer_the_terminal()
    {
        Samples.WriteSet(temp.Sub("g2"), [Activities.Measurements.MeasurementFile.Create(0, [Samples.Dense("\u001b]0;x\u0007\u001b[2J", double.NaN)])]);
        Samples.WriteSet(temp.Sub("g3"), [Activities.Measurements.MeasurementFile.Create(0, [Samples.Dense("\u001b]0;x\u0007\u001b[2J", 1)])]);

        foreach (var width in (int[])[60, 140])
        {
            (await Run(width, "verify", temp.Sub("g2"))).Output.ShouldNotContain('\u001b');
            (await Run(width, "diff", temp.Sub("g2"), temp.Sub("g3"))).Output.ShouldNotContain('\u001b');
        }
    }
}
