using Pipeline.Host.Scheduling;
using Quartz;

namespace Pipeline.Tests.Unit.Scheduling;

/// <summary>When a schedule fires: on its own clock, across its changes, and after a time at which no host was there.</summary>
public sealed class FireTimesTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-03-28T03:00+01:00", "2026-03-29T01:30+01:00", "2026-03-30T01:30+02:00")]
    [InlineData("2026-10-24T03:00+02:00", "2026-10-25T01:30+02:00", "2026-10-26T01:30+01:00")]
    public void The_time_of_day_stays_over_a_change_of_the_clocks(string after, params string[] expected) => Fires("0 30 1 * * ?", after, expected);

    [Fact]
    public void A_time_that_the_change_leaves_out_fires_when_the_clocks_have_moved() =>
        Fires("0 30 2 * * ?", "2026-03-28T03:00+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");

    [Fact]
    public void A_time_that_comes_twice_fires_the_first_time_only() =>
        Fires("0 30 2 * * ?", "2026-10-24T03:00+02:00", "2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");

    [Fact]
    public void What_has_come_is_due_once()
    {
        var schedule = Nightly(MissedFires.Run);
        var time = At("2026-06-02T01:30+02:00");

        FireTimes.Due(schedule, At("2026-06-01T01:30+02:00"), time.AddTicks(-1)).ShouldBeNull();
        FireTimes.Due(schedule, At("2026-06-01T01:30+02:00"), time).ShouldBe(new DueFire(time, Missed: false, Skipped: false, Earlier: 0));
        FireTimes.Due(schedule, time, time.AddHours(20)).ShouldBeNull();
    }

    [Theory]
    [InlineData(MissedFires.Run, "2026-06-05T04:00+02:00", false)]
    [InlineData(MissedFires.Skip, "2026-06-05T04:00+02:00", true)]
    [InlineData(MissedFires.Run, "2026-06-05T08:00+02:00", true)]
    internal void Missed_nights_are_caught_up_once_or_skipped_as_configured(MissedFires policy, string now, bool skipped)
    {
        var due = FireTimes.Due(Nightly(policy), At("2026-06-02T01:30+02:00"), At(now));

        due.ShouldBe(new DueFire(At("2026-06-05T01:30+02:00"), Missed: true, skipped, Earlier: 2));
    }

    [Fact]
    public void A_host_that_is_a_moment_late_has_missed_nothing() =>
        FireTimes.Due(Nightly(MissedFires.Skip), At("2026-06-01T12:00+02:00"), At("2026-06-02T01:30:59+02:00"))!.Missed.ShouldBeFalse();

    [Fact]
    public void A_host_that_was_away_for_a_year_does_not_count_every_second() =>
        FireTimes.Due(new Schedule("x", "") { Cron = Cron("0 * * * * ?") }, At("2025-01-01T00:00+01:00"), At("2026-06-02T01:30+02:00"))!.Earlier.ShouldBe(8 * 24 * 60 - 1);

    [Fact]
    public void What_has_no_time_is_never_due() =>
        FireTimes.Due(new Schedule("x", ""), At("2025-01-01T00:00+01:00"), At("2026-06-02T01:30+02:00")).ShouldBeNull();

    private static void Fires(string cron, string after, params string[] expected)
    {
        var schedule = new Schedule("x", "") { Cron = Cron(cron) };
        var time = At(after);
        foreach (var next in expected)
        {
            time = schedule.Next(time)!.Value;
            time.ShouldBe(At(next));
        }
    }

    private static Schedule Nightly(MissedFires missed) => new("x", "") { Cron = Cron("0 30 1 * * ?"), Missed = missed, Window = TimeSpan.FromHours(6) };

    private static CronExpression Cron(string text) => CronExpression.Parse(text).WithTimeZone(Berlin);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
