using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Composition;
using Pipeline.Host.Runs;
using Pipeline.Host.Scheduling;
using Quartz;

namespace Pipeline.Tests.Host.Scheduling;

/// <summary>A schedule on a data folder of its own, with a clock moved by hand. Nothing drives its runs: they end when a test cancels them.</summary>
internal sealed class NightLaboratory : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider services;
    private readonly string data = Directory.CreateTempSubdirectory("pipeline-night-").FullName;

    private readonly IDisposable serving;

    private NightLaboratory()
    {
        serving = new ServeLock(data).TryTake()!;
        var session = new SessionOptions(data);
        var settings = HostSettings.Read(session);
        var pool = HostSettings.Pool(settings, session);
        services = new ServiceCollection().AddLogging().AddRuns(data, settings, pool, ["false"]).AddSingleton<UpToDate>().AddSingleton(Store()).BuildServiceProvider();
        Schedule = new Schedule("NightlyRecalibration", "")
        {
            Cron = CronExpression.Parse("0 0 22 * * ?").WithTimeZone(TimeZoneInfo.Utc),
            TimeZone = "UTC",
            Window = TimeSpan.FromHours(8),
            Items = [.. ((string[])["first", "second", "third"]).Select(Item)],
        };
    }

    public FakeTimeProvider Clock { get; } = new(Noon);

    public Schedule Schedule { get; set; }

    public IRuns Runs => services.GetRequiredService<IRuns>();

    public INodePool Pool => services.GetRequiredService<INodePool>();

    public UpToDate UpToDate => services.GetRequiredService<UpToDate>();

    public RunChecks Checks => services.GetRequiredService<RunChecks>();

    public RunPlanner Planner => services.GetRequiredService<RunPlanner>();

    public OccurrenceDriver Driver => ActivatorUtilities.CreateInstance<OccurrenceDriver>(services, Clock);

    public static async Task<NightLaboratory> OpenAsync()
    {
        var laboratory = new NightLaboratory();
        await HostServices.PrepareDatabaseAsync(laboratory.services, CancellationToken.None);
        await laboratory.Store().EnsureAsync();
        await laboratory.TickAsync();
        return laboratory;
    }

    public static ScheduledItem Item(string name) => new(name, "UnifyExisting", new Dictionary<string, string> { ["measurements"] = $"/nowhere/{name}", ["ranks"] = "1" });

    /// <summary>The database as a process that just started sees it.</summary>
    public ScheduleStore Store() => new(data, Clock);

    /// <summary>A tick of a process that just started.</summary>
    public Task TickAsync() => new ScheduleRunner(Schedule, Store(), Driver, Clock).TickAsync(CancellationToken.None);

    public async Task TickAsync(TimeSpan later)
    {
        Clock.Advance(later);
        await TickAsync();
    }

    public Task<IReadOnlyList<Occurrence>> NightsAsync() => Store().ListAsync(Schedule.Name, 100);

    public async Task<Occurrence> LastAsync() => (await NightsAsync())[0];

    /// <summary>Ends the run that goes on.</summary>
    public async Task EndRunAsync()
    {
        await Runs.CancelAsync((await LastAsync()).Items.Single(i => i.State == ItemState.Running).Run!);
        await TickAsync();
    }

    public async Task<IReadOnlyList<string>> StatesAsync() => [.. (await LastAsync()).Items.Select(i => $"{i.Item.Name} {i.State}")];

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        serving.Dispose();
        Directory.Delete(data, recursive: true);
    }
}
