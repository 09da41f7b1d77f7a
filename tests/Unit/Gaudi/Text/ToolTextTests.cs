using CsCheck;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Tests.Unit.Gaudi.Text;

public class ToolTextTests
{
    [Fact]
    public void Colours_are_removed() => ToolText.Clean("\e[31;1mFailed\e[0m to toggle \e]0;title\a").ShouldBe("Failed to toggle");

    [Fact]
    public void A_carriage_return_ends_a_line() =>
        ToolText.Lines("up : 10%\rup : 100%\r\n\r\ndone").ShouldBe(["up : 10%", "up : 100%", "done"]);

    [Fact]
    public void A_line_may_arrive_in_pieces()
    {
        var buffer = new LineBuffer();
        buffer.Feed("2/4 Meas").ShouldBeEmpty();
        buffer.Feed("uring\r").ShouldBe(["2/4 Measuring"]);
        buffer.Feed("\nnext\nrest").ShouldBe(["next"]);
    }

    [Fact]
    public void An_endless_line_is_cut()
    {
        var buffer = new LineBuffer();
        for (var i = 0; i < 100; i++)
            buffer.Feed(new string('x', 1000)).ShouldBeEmpty();
        buffer.Feed("\n").ShouldHaveSingleItem().Length.ShouldBe(ToolText.LongestLine);
    }

    [Fact]
    public void Cutting_a_log_anywhere_gives_the_same_lines() =>
        Gen.Select(Gen.String[Gen.Char["a\n\r\e[m"], 0, 60], Gen.Int[1, 7]).Sample((text, size) =>
        {
            var buffer = new LineBuffer();
            var lines = $"{text}\n".Chunk(size).SelectMany(chunk => buffer.Feed(new string(chunk)));
            lines.ShouldBe(ToolText.Lines(text));
        });

    [Fact]
    public void Rays_prefix_and_suffix_are_no_part_of_a_line()
    {
        var line = WorkerLine.Parse("(EngineCore_DP0 pid=357) (RayWorkerWrapper pid=2593, ip=10.0.0.12) [Rank:9] FATAL [repeated 14x across cluster]");
        line.ShouldBe(new WorkerLine("[Rank:9] FATAL", "10.0.0.12", 9));
    }

    [Fact]
    public void A_huge_rank_is_no_rank() => WorkerLine.Parse("[Rank:99999999999999999999] x").Rank.ShouldBeNull();
}
