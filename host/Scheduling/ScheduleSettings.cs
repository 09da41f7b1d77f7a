using Microsoft.Extensions.Configuration;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Composition;
using Pipeline.Host.Runs;
using Pipeline.Workflows;
using Quartz;

namespace Pipeline.Host.Scheduling;

/// <summary>Reads the section <c>Schedules</c> and tells all of its faults at once.</summary>
internal sealed class ScheduleSettings
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(7);

    private readonly List<string> faults = [];
    private readonly NodePoolOptions pool;
    private readonly RunChecks checks;

    private ScheduleSettings(IConfigurationSection section, NodePoolOptions pool, RunChecks checks)
    {
        (this.pool, this.checks) = (pool, checks);
        var reader = new SectionReader(section, faults);
        Schedules = [Recalibration(reader), NodeHealth(reader)];
        reader.Finish();
    }

    private IReadOnlyList<Schedule> Schedules { get; }

    /// <summary>All schedules; those not configured never fire by themselves.</summary>
    /// <exception cref="InputException">Every fault.</exception>
    public static IReadOnlyList<Schedule> Read(IConfiguration settings, NodePoolOptions pool, RunChecks checks)
    {
        var read = new ScheduleSettings(settings.GetSection("Schedules"), pool, checks);
        return read.faults.Count > 0 ? throw new InputException(read.faults) : read.Schedules;
    }

    private Schedule Recalibration(SectionReader all)
    {
        var schedule = new Schedule("NightlyRecalibration", "Calibrates the models of its catalogue whose measurements are not up to date, one after another.") { SkipsUpToDate = true };
        return all.Section(schedule.Name) is not { } section ? schedule : Timed(schedule, section, reader =>
        {
            var models = reader.Items("Models").Select(Model).ToList();
            foreach (var twice in models.GroupBy(m => m.Name).Where(g => g.Count() > 1))
                faults.Add($"{section.Path}:Models names '{twice.Key}' {twice.Count()} times. Give each model a Name of its own.");
            return models;
        });
    }

    private Schedule NodeHealth(SectionReader all)
    {
        var schedule = new Schedule("NightlyNodeHealth", "Checks every node: cards, idle memory, workspace, network ports.")
        {
            AtOnce = Math.Max(1, pool.Nodes.Count),
            Items = [.. pool.Nodes.Select(n => new ScheduledItem(n.Name, nameof(NodeHealthCheck), new Dictionary<string, string> { ["nodes"] = n.Name }) { FreeNode = n.Name })],
        };
        return all.Section(schedule.Name) is not { } section ? schedule : Timed(schedule, section, _ => schedule.Items);
    }

    private Schedule Timed(Schedule schedule, IConfigurationSection section, Func<SectionReader, IReadOnlyList<ScheduledItem>> items)
    {
        var reader = new SectionReader(section, faults);
        var (cron, zone) = (reader.Text("Cron"), reader.Text("TimeZone"));
        schedule = schedule with
        {
            Cron = string.IsNullOrWhiteSpace(cron) ? null : Cron(section, cron, zone),
            TimeZone = zone ?? "",
            Missed = reader.Word("Missed", MissedFires.Run),
            Window = reader.Time("Window", TimeSpan.Zero),
            Items = items(reader),
        };
        if (schedule.Window < TimeSpan.Zero || schedule.Window > LongestWindow)
            faults.Add($"{section.Path}:Window is {schedule.Window}. Give the length of the maintenance window, at most {LongestWindow.TotalDays:0} days, or 00:00:00 for one without end.");
        reader.Finish();
        return schedule;
    }

    private CronExpression? Cron(IConfigurationSection section, string cron, string? zone)
    {
        if (!CronExpression.TryParse(cron, out var parsed))
            faults.Add($"{section.Path}:Cron is '{cron}'. Give second, minute, hour, day of month, month, day of week, e.g. \"0 30 1 * * ?\" for 01:30 every night.");
        if (string.IsNullOrWhiteSpace(zone) || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
        {
            faults.Add($"{section.Path}:TimeZone is '{zone}'. Name the zone that Cron is meant in, e.g. Europe/Berlin or Etc/UTC.");
            return null;
        }

        var cronInZone = parsed?.WithTimeZone(found);
        if (cronInZone is not null && cronInZone.GetNextValidTimeAfter(DateTimeOffset.UnixEpoch) is null)
            faults.Add($"{section.Path}:Cron is '{cron}', which never comes.");
        return cronInZone;
    }

    private ScheduledItem Model(IConfigurationSection section)
    {
        var reader = new SectionReader(section, faults);
        var inputs = (reader.Section("Inputs")?.GetChildren() ?? []).ToDictionary(i => i.Key, Value);
        var name = reader.Text("Name") ?? inputs.GetValueOrDefault("model")?.TrimEnd('/').Split('/')[^1] ?? "";
        var pipeline = reader.Text("Pipeline") ?? nameof(MultiNodeCalibration);
        reader.Finish();
        if (name.Length == 0)
            faults.Add($"{section.Path} has no model. Give {{ \"Name\": \"…\", \"Pipeline\": \"…\", \"Inputs\": {{ \"model\": \"…\", … }} }}.");
        else
            Check(section, name, pipeline, inputs);
        return new ScheduledItem(name, pipeline, inputs);
    }

    private void Check(IConfigurationSection section, string name, string pipeline, IReadOnlyDictionary<string, string> inputs)
    {
        try
        {
            checks.Check(pipeline, inputs, filesMayFollow: true);
        }
        catch (InputException e)
        {
            faults.AddRange(e.Faults.Select(f => $"{section.Path} ({name}): {f}"));
        }
    }

    /// <summary>A list in the settings is the list of words that <c>--set</c> would take.</summary>
    private static string Value(IConfigurationSection input) =>
        input.GetChildren().ToList() is { Count: > 0 } list ? string.Join(',', list.Select(i => i.Value)) : input.Value ?? "";
}
