using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Reporting;

namespace Pipeline.Tests.Unit.Measurements;

public sealed partial class ReportTests : IDisposable
{
    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    private async Task<string> PageOf(int? worldSize, params MeasurementFile[] ranks)
    {
        Samples.WriteSet(temp.Sub("model/g2"), ranks);
        await Report.WriteAsync(temp.Sub("model/g2"), temp.Sub("r.html"), worldSize, DateTimeOffset.UnixEpoch);
        return File.ReadAllText(temp.Sub("r.html"));
    }

    private static JsonElement Data(string page) => JsonDocument.Parse(DataElement().Match(page).Groups[1].Value).RootElement;

    [Fact]
    public async Task The_page_loads_nothing_and_permits_only_its_own_script_and_style()
    {
        var page = await PageOf(null, Samples.DenseRank(0, [1, 2, 3, 4, 5]));

        page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).ShouldNotContain("://");
        var policy = Policy().Match(page).Groups[1].Value;
        policy.ShouldContain("default-src 'none'");
        policy.ShouldNotContain("unsafe");
        policy.ShouldContain(Hash(Script().Match(page).Groups[1].Value));
        policy.ShouldContain(Hash(Style().Match(page).Groups[1].Value));
    }

    [Fact]
    public async Task Names_are_text_and_never_markup()
    {
        const string hostile = "</script><img src=x onerror=alert(1)>\u001b[31m\ud800&\"'.0.x";
        var page = await PageOf(null, MeasurementFile.Create(0, [Samples.Dense(hostile, double.NaN), Samples.Dense("lm" + hostile[..^4], 1, 2)]));

        page.ShouldNotContain("<img");
        page.ShouldContain("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;\ufffd[31m\ufffd&amp;&quot;&#39;");
        Regex.Count(page, "</script>").ShouldBe(2);
    }

    [Fact]
    public async Task Charts_hold_the_highest_and_lowest_rank_of_each_layer()
    {
        var data = Data(await PageOf(null, Samples.DenseRank(0, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), Samples.DenseRank(1, [1, 2, 30, 4, 5, 6, 7, 8, double.NaN, 10])));

        data.GetProperty("ranks").GetInt32().ShouldBe(2);
        data.GetProperty("limit").GetDouble().ShouldBe(3840);
        var stack = data.GetProperty("stacks")[0];
        stack.GetProperty("layers").GetRawText().ShouldBe("[0,5]");
        var input = stack.GetProperty("series").EnumerateArray().Single(series => series.GetProperty("name").GetString() == "down_proj" && series.GetProperty("at").GetString() == "inputs[0]");
        (input.GetProperty("high").GetRawText(), input.GetProperty("low").GetRawText(), input.GetProperty("rank").GetRawText()).ShouldBe(("[30,8]", "[3,8]", "[1,0]"));
    }

    [Fact]
    public async Task H19_Experts_that_never_saw_a_token_are_listed_with_advice()
    {
        var page = await PageOf(null, Samples.MoeRank(0, 4, e => e), Samples.MoeRank(1, 4, e => e + 1));

        page.ShouldContain("1 of 8 experts (12.5 %) in 1 of 1 layers never saw a token.");
        page.ShouldContain("512 of at least 1,024 tokens");
        Data(page).GetProperty("experts").GetProperty("layers")[0].GetProperty("values").GetRawText().ShouldBe("[0,1,2,3,1,2,3,4]");
    }

    [Fact]
    public async Task A_layer_far_from_its_neighbours_is_an_outlier()
    {
        var layers = Enumerable.Range(0, 24).Select(layer => Samples.Dense($"m.{layer}.x", layer == 5 ? 900 : 10 + layer, 0.5));
        var page = await PageOf(null, MeasurementFile.Create(0, [.. layers]));

        page.ShouldContain("m.5.x</th><td>inputs[0]</td><td>900</td>");
        page.ShouldNotContain("m.6.x</th>");
    }

    [Fact]
    public async Task A_model_of_the_largest_shape_stays_a_small_page()
    {
        var nodes = Enumerable.Range(0, 58).SelectMany(layer => Samples.MoeRank(0, 256, e => 1.0 / (e + 3), $"model.layers.{layer}.mlp.experts.moe_op").Nodes.Skip(1));
        (await PageOf(null, MeasurementFile.Create(0, [.. nodes]))).Length.ShouldBeLessThan(400_000);
    }

    [Fact]
    public async Task A_set_is_chosen_by_its_ranks_and_a_bad_target_refused()
    {
        Samples.WriteSet(temp.Sub("model/g2"), [Samples.DenseRank(0, [1, 2, 3, 4, 5])]);
        Data(await PageOf(1, Samples.DenseRank(0, [1, 2, 3, 4, 5]), Samples.DenseRank(1, [1, 2, 3, 4, 5]))).GetProperty("ranks").GetInt32().ShouldBe(1);

        async Task<string> Refusal(string page, int? world = null) =>
            (await Should.ThrowAsync<MeasurementException>(() => Report.WriteAsync(temp.Sub("model/g2"), page, world, DateTimeOffset.UnixEpoch))).Message;
        (await Refusal(temp.Sub("r.html"), 3)).ShouldContain("of 3 ranks");
        (await Refusal(temp.Sub("model"))).ShouldContain("is a folder");
        (await Refusal(temp.Sub("model/g2/inc_output_hooks_maxabs_0_2.json"))).ShouldContain("name of a measurement file");
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataElement();

    [GeneratedRegex("Content-Security-Policy\" content=\"(.*?)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("<script type=\"module\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
