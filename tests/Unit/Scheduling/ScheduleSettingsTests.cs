using System.Text;
using Microsoft.Extensions.Configuration;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Composition;
using Pipeline.Host.Runs;
using Pipeline.Host.Scheduling;

namespace Pipeline.Tests.Unit.Scheduling;

/// <summary>The section <c>Schedules</c>: everything that is wrong with it is told at once, each fault with its remedy.</summary>
public sealed class ScheduleSettingsTests
{
    private const string Model = """{ "Name": "llama", "Pipeline": "SingleNodeCalibration", "Inputs": { "model": "/m/llama", "dataset": "/d.pkl", "output": "/out" } }""";

    [Fact]
    public void All_settings_are_read()
    {
        var schedules = Read($$"""
            { "NightlyRecalibration": { "Cron": "0 30 1 ? * MON-FRI", "TimeZone": "Europe/Berlin", "Missed": "skip", "Window": "05:30:00", "Models": [ {{Model}},
                { "Pipeline": "MoeCalibration", "Inputs": { "model": "deepseek-ai/DeepSeek-R1", "dataset": "NeelNanda/pile-10k", "output": "/out", "expandTo": [ 16, 32 ] } } ] },
              "NightlyNodeHealth": { "Cron": "0 0 0 * * ?", "TimeZone": "Etc/UTC" } }
            """);

        var recalibration = schedules[0];
        recalibration.Next(new DateTimeOffset(2026, 6, 5, 12, 0, 0, TimeSpan.Zero)).ShouldBe(new DateTimeOffset(2026, 6, 8, 1, 30, 0, TimeSpan.FromHours(2)));
        (recalibration.Missed, recalibration.Window, recalibration.AtOnce, recalibration.SkipsUpToDate).ShouldBe((MissedFires.Skip, new TimeSpan(5, 30, 0), 1, true));
        recalibration.Items.Select(i => (i.Name, i.Pipeline)).ShouldBe([("llama", "SingleNodeCalibration"), ("DeepSeek-R1", "MoeCalibration")]);
        recalibration.Items[1].Inputs["expandTo"].ShouldBe("16,32");
        schedules[1].Items.Select(i => i.FreeNode).ShouldBe(["gaudi-1", "gaudi-2"]);
        (schedules[1].Missed, schedules[1].AtOnce).ShouldBe((MissedFires.Run, 2));
    }

    [Fact]
    public void What_is_not_configured_never_fires() => Read("{ }").ShouldAllBe(s => s.Cron == null);

    [Theory]
    [InlineData("""{ "NightlyRecalibraton": { "Cron": "x" } }""", "Did you mean 'NightlyRecalibration'?")]
    [InlineData("""{ "NightlyNodeHealth": { "Corn": "x" } }""", "Did you mean 'Cron'?")]
    [InlineData("""{ "NightlyNodeHealth": { "Cron": "0 0 25 * * ?", "TimeZone": "Etc/UTC" } }""", "Schedules:NightlyNodeHealth:Cron is '0 0 25 * * ?'. Give second, minute")]
    [InlineData("""{ "NightlyNodeHealth": { "Cron": "0 0 1 30 2 ?", "TimeZone": "Etc/UTC" } }""", "never comes")]
    [InlineData("""{ "NightlyNodeHealth": { "Cron": "0 0 1 * * ?" } }""", "Name the zone that Cron is meant in")]
    [InlineData("""{ "NightlyNodeHealth": { "Cron": "0 0 1 * * ?", "TimeZone": "Europe/Berln" } }""", "TimeZone is 'Europe/Berln'")]
    [InlineData("""{ "NightlyNodeHealth": { "Missed": "later" } }""", "one of run, skip")]
    [InlineData("""{ "NightlyNodeHealth": { "Window": "-01:00:00" } }""", "Window is -01:00:00")]
    [InlineData("""{ "NightlyRecalibration": { "Models": [ { "Inputs": { "model": "/m/x" } } ] } }""", "Schedules:NightlyRecalibration:Models:0 (x): dataset is missing")]
    [InlineData("""{ "NightlyRecalibration": { "Models": [ { "Name": "x", "Pipeline": "NoSuch" } ] } }""", "There is no pipeline 'NoSuch'")]
    [InlineData("""{ "NightlyRecalibration": { "Models": [ { } , { "Pipeline": "MoeCalibration" } ] } }""", "Models:1 has no model")]
    [InlineData($$"""{ "NightlyRecalibration": { "Models": [ {{Model}}, {{Model}} ] } }""", "names 'llama' 2 times")]
    public void A_fault_names_value_and_remedy(string settings, string message) => Faults(settings).ShouldContain(f => f.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void All_faults_are_told_at_once() =>
        Faults("""{ "NightlyRecalibration": { "Cron": "x", "Missed": "y", "Window": "z" }, "NightlyNodeHealth": { "Window": "9.00:00:00", "x": 1 } }""").Count.ShouldBe(6);

    private static IReadOnlyList<string> Faults(string schedules) => Should.Throw<InputException>(() => Read(schedules)).Faults;

    private static IReadOnlyList<Schedule> Read(string schedules)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "Schedules": {{schedules}} }"""));
        var settings = new ConfigurationBuilder().AddJsonStream(json).Build();
        var pool = new NodePoolOptions { Workspace = "/w", Nodes = [Node("gaudi-1"), Node("gaudi-2")] };
        return ScheduleSettings.Read(settings, pool, new RunChecks(new NodePool(pool, TimeProvider.System), Secrets.None));
    }

    private static NodeDefinition Node(string name) => new() { Name = name, Device = "gaudi2", Cards = 8 };
}
