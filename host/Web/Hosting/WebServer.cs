using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Serving;
using Pipeline.Host.Composition;
using Pipeline.Host.Notifications;
using Pipeline.Host.Runs;
using Pipeline.Host.Scheduling;
using Pipeline.Host.Telemetry;
using Pipeline.Host.Web.Api;
using Pipeline.Host.Web.Designer;
using Pipeline.Host.Web.Hooks;
using Pipeline.Host.Web.Operations;
using Pipeline.Host.Web.Pages;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Web.Hosting;

/// <summary>Puts the service together, module by module, and serves until it is told to stop.</summary>
/// <param name="ownCommand">Program and leading arguments that start this program again.</param>
internal sealed class WebServer(IReadOnlyList<string> ownCommand) : IWebServer
{
    private const int LargestBody = 1024 * 1024;
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async Task ServeAsync(ServeOptions options, CliConsole console, CancellationToken cancellationToken)
    {
        var data = DataFolder.Prepare(options.Session.DataFolder);
        var settings = HostSettings.Read(options.Session);
        var urls = Addresses.Of(options.Urls, settings);
        var pool = HostSettings.Pool(settings, options.Session);
        using var serving = new ServeLock(data).TryTake(options.Session.ConfigFile, RunPools.NameOf(pool))
            ?? throw new InputException($"Another process serves {data} already. Stop it first, or give another folder with --data.");

        await using var store = new SecurityStore(data, TimeProvider.System);
        var schedules = new ScheduleStore(data, TimeProvider.System);
        // Two halves of what a start costs, side by side.
        var warming = Task.Run(() => { store.WarmUp(); schedules.WarmUp(); }, cancellationToken);
        await using var app = Build(data, settings, pool, urls, store, schedules, console);
        await warming;
        await HostServices.PrepareDatabaseAsync(app.Services, cancellationToken);
        await store.EnsureAsync(cancellationToken);
        await schedules.EnsureAsync(cancellationToken);
        var announcement = new Announcement(console, options.Json);
        await announcement.FirstKeyAsync(store);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        // SocketException: the address is none of this machine's. FormatException: one of the settings' own, Kestrel:Endpoints, is no address.
        catch (Exception e) when (e is IOException or SocketException or FormatException)
        {
            throw new InputException($"{string.Join(" and ", urls)} cannot be listened on: {e.Message.TrimEnd('.')}. Choose another address with --urls.");
        }

        announcement.Serving([.. app.Urls], app.Services.GetRequiredService<HostFacts>());
        await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        announcement.Stopping();
        await app.StopAsync(CancellationToken.None);
    }

    private WebApplication Build(string data, IConfiguration settings, NodePoolOptions pool, IReadOnlyList<string> urls, SecurityStore store, ScheduleStore schedules, CliConsole console)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
            EnvironmentName = Environments.Production,
        });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(settings);
        builder.WebHost.UseUrls([.. urls]).UseKestrelHttpsConfiguration().ConfigureKestrel(o => (o.AddServerHeader, o.Limits.MaxRequestBodySize) = (false, LargestBody));

        var services = builder.Services;
        services.AddSingleton<IHostLifetime, CommandLineLifetime>();
        services.Configure<HostOptions>(o => o.ShutdownTimeout = ShutdownLimit);
        services.Configure<HostFilteringOptions>(o => o.AllowedHosts = Addresses.HostNames(urls, settings));
        services.AddSingleton(new HostFacts(pool.Nodes.All(n => n.Transport == Transport.Simulated), data, VersionOf(typeof(WebServer).Assembly)));
        services.AddRuns(data, settings, pool, ownCommand);
        services.AddServing(settings, pool);
        services.AddScheduling(settings, pool, schedules);
        services.AddNotifications(settings);
        services.AddTelemetry(settings, VersionOf(typeof(WebServer).Assembly));
        builder.Logging.AddHostLogs(data, settings);
        services.AddWebSecurity(settings, store, data);
        services.AddHooks(settings);
        services.AddApi();
        services.AddOperations();
        services.AddPages();
        services.AddDesigner(settings, console);

        var app = builder.Build();
        app.UseWebSecurity();
        app.MapPages();
        app.MapDesigner();
        app.MapApi();
        app.MapHooks();
        app.MapOperations();
        app.MapMetrics();
        return app;
    }

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Signals are heard by the command line, which cancels the serving.</summary>
    private sealed class CommandLineLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
