using Pipeline.Activities.Nodes.Jobs;

namespace Pipeline.Tests.Nodes.Jobs;

public sealed class PollPaceTests
{
    private static readonly JobMonitorOptions Options = new();

    private readonly PollPace pace = new(Options);

    [Fact]
    public void Silent_jobs_are_asked_for_a_tenth_of_their_silence_and_ten_seconds_at_most()
    {
        var silence = TimeSpan.Zero;
        for (var i = 0; i < 100; i++)
        {
            pace.Reached(PollResult.Quiet);
            pace.Pause.ShouldBeLessThanOrEqualTo(silence * 0.1 > Options.LongestInterval ? silence * 0.1 : Options.LongestInterval);
            silence += pace.Pause;
        }

        pace.Pause.ShouldBe(Options.IdleInterval);
    }

    [Theory]
    [InlineData(PollResult.News)]
    [InlineData(PollResult.Ended)]
    public void News_quicken_it(object result)
    {
        for (var i = 0; i < 100; i++)
            pace.Reached(PollResult.Quiet);
        pace.Reached((PollResult)result);
        pace.Pause.ShouldBeLessThanOrEqualTo(Options.LongestInterval / 4);
    }

    [Fact]
    public void More_to_read_is_read_at_once()
    {
        pace.Reached(PollResult.MoreToRead);
        pace.Pause.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_node_out_of_reach_is_tried_more_and_more_rarely()
    {
        var pauses = Enumerable.Range(0, 8).Select(_ =>
        {
            pace.Missed();
            return pace.Pause;
        }).ToList();
        pauses.ShouldBeInOrder();
        pauses[^1].ShouldBe(Options.LongestBackOff);
    }
}
