using Pipeline.Host.Scheduling;

namespace Pipeline.Tests.Host.Scheduling;

/// <summary>What a schedule does with a night, on the real database and with real runs.</summary>
public sealed class Nights
{
    [Fact]
    public async Task Items_run_one_after_another_within_the_window_and_the_rest_comes_first_the_next_night()
    {
        await using var lab = await NightLaboratory.OpenAsync();

        await lab.TickAsync(TimeSpan.FromHours(10));
        (await lab.StatesAsync()).ShouldBe(["first Running", "second Waiting", "third Waiting"]);
        await lab.EndRunAsync();
        (await lab.StatesAsync()).ShouldBe(["first Cancelled", "second Running", "third Waiting"]);
        await lab.TickAsync(TimeSpan.FromHours(9));

        (await lab.StatesAsync()).ShouldBe(["first Cancelled", "second NotReached", "third NotReached"], "one waited for its turn only, and was taken back");
        (await lab.LastAsync()).State.ShouldBe(OccurrenceState.Ended);
        await lab.TickAsync(TimeSpan.FromHours(15));
        (await lab.StatesAsync()).ShouldBe(["second Running", "third Waiting", "first Waiting"]);
    }

    [Fact]
    public async Task A_process_that_dies_anywhere_leads_to_the_same_runs()
    {
        await using var lab = await NightLaboratory.OpenAsync();
        lab.Clock.Advance(TimeSpan.FromHours(10));
        await lab.TickAsync();
        var run = (await lab.LastAsync()).Items[0].Run!;

        // One died after it had started the run, before it wrote that down; two others look at the same time.
        var before = await lab.LastAsync();
        await lab.Store().SaveAsync(before with { Items = [.. before.Items.Select(i => i with { State = ItemState.Waiting, Run = null })] });
        await Task.WhenAll(lab.TickAsync(), lab.TickAsync());

        (await lab.LastAsync()).Items[0].Run.ShouldBe(run);
        (await lab.NightsAsync()).Count.ShouldBe(1);
        (await lab.Runs.ListAsync(10)).Select(r => (r.Id, r.By)).ShouldBe([(run, "schedule NightlyRecalibration")]);
    }

    [Theory]
    [InlineData(MissedFires.Run, "Open", "Caught up: no host served at that time, nor at 2 earlier.")]
    [InlineData(MissedFires.Skip, "Skipped", "Skipped: no host served at that time, nor at 2 earlier.")]
    internal async Task Missed_nights_are_caught_up_once_or_skipped(MissedFires policy, string state, string note)
    {
        await using var lab = await NightLaboratory.OpenAsync();
        lab.Schedule = lab.Schedule with { Missed = policy };

        await lab.TickAsync(TimeSpan.FromDays(2) + TimeSpan.FromHours(12));
        await lab.TickAsync(TimeSpan.FromMinutes(1));

        var night = (await lab.NightsAsync()).ShouldHaveSingleItem();
        (night.State.ToString(), night.Note).ShouldBe((state, note));
    }

    [Fact]
    public async Task A_night_that_is_still_going_on_is_not_begun_twice()
    {
        await using var lab = await NightLaboratory.OpenAsync();
        lab.Schedule = lab.Schedule with { Window = TimeSpan.Zero };

        await lab.TickAsync(TimeSpan.FromHours(10));
        await lab.TickAsync(TimeSpan.FromDays(1));

        (await lab.NightsAsync()).Select(n => n.State).ShouldBe([OccurrenceState.Skipped, OccurrenceState.Open]);
    }

    [Fact]
    public async Task A_paused_schedule_fires_not_even_after_a_restart_and_catches_nothing_up()
    {
        await using var lab = await NightLaboratory.OpenAsync();
        (await lab.Store().PauseAsync(lab.Schedule, paused: true)).ShouldBeTrue();

        await lab.TickAsync(TimeSpan.FromHours(11));
        (await lab.NightsAsync()).ShouldBeEmpty();
        (await lab.Store().PauseAsync(lab.Schedule, paused: false)).ShouldBeTrue();
        await lab.TickAsync();
        (await lab.NightsAsync()).ShouldBeEmpty();

        await lab.TickAsync(TimeSpan.FromHours(23));
        (await lab.NightsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Many_that_ask_at_once_begin_it_once()
    {
        await using var lab = await NightLaboratory.OpenAsync();

        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
        {
            var store = lab.Store();
            return await store.FireAsync(await Occurrences.BeginAsync(store, lab.Schedule, NightLaboratory.Noon.AddSeconds(n), $"user {n}", "Asked for.", CancellationToken.None));
        })));

        begun.Count(b => b).ShouldBe(1);
        (await lab.NightsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_time_in_the_settings_has_missed_nothing()
    {
        await using var lab = await NightLaboratory.OpenAsync();
        lab.Schedule = lab.Schedule with { Cron = Quartz.CronExpression.Parse("0 0 10 * * ?").WithTimeZone(TimeZoneInfo.Utc) };

        await lab.TickAsync(TimeSpan.FromHours(1));

        (await lab.NightsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Inputs_that_cannot_work_any_more_are_told_and_the_others_go_on()
    {
        await using var lab = await NightLaboratory.OpenAsync();
        lab.Schedule = lab.Schedule with { Items = [new ScheduledItem("gone", "UnifyExisting", new Dictionary<string, string>()), NightLaboratory.Item("there")] };

        await lab.TickAsync(TimeSpan.FromHours(10));

        (await lab.StatesAsync()).ShouldBe(["gone Refused", "there Running"]);
        (await lab.LastAsync()).Items[0].Detail!.ShouldContain("measurements is missing");
    }
}
