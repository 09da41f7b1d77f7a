using Microsoft.Extensions.DependencyInjection;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Composition;
using Pipeline.Host.Runs;

namespace Pipeline.Tests.Host.Runs;

/// <summary>A process that was started with other settings, e.g. with <c>--config</c> forgotten, leaves runs alone that were made for real nodes.</summary>
public sealed class OtherNodes : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("pipeline-nodes-").FullName;
    private ServiceProvider real = null!;
    private ServiceProvider simulated = null!;

    public async ValueTask InitializeAsync()
    {
        var config = Path.Combine(data, "nodes.json");
        await File.WriteAllTextAsync(config, """{ "NodePool": { "Workspace": "/mnt/nfs/", "Nodes": [ { "Name": "gaudi-1", "Transport": "local", "Device": "gaudi2" } ] } }""");
        real = await OpenAsync(new SessionOptions(data) { ConfigFile = config });
        simulated = await OpenAsync(new SessionOptions(data));
    }

    [Fact]
    public async Task A_waiting_run_of_real_nodes_is_not_taken_up_on_simulated_ones()
    {
        var run = (await real.GetRequiredService<RunIntake>().AcceptAsync(new RunRequest("NodeHealthCheck", new Dictionary<string, string>()))).Run;

        (await Should.ThrowAsync<InputException>(() => Runs(simulated).ResumeAsync())).Message
            .ShouldBe($"The run {run} was made for the nodes of /mnt/nfs, and this process works on simulated nodes. Give the settings file that describes them with --config.");
        (await Should.ThrowAsync<InputException>(() => Runs(simulated).CancelAsync(run))).Message.ShouldContain("--config");
        (await Runs(simulated).FindAsync(run))!.Status.ShouldBe(RunStatus.Interrupted);

        await Runs(real).CancelAsync(run);
        (await Runs(real).FindAsync(run))!.Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task A_failed_run_of_real_nodes_is_not_retried_on_simulated_ones()
    {
        var run = await Runs(real).StartAsync("NodeHealthCheck", new Dictionary<string, string>());
        await real.GetRequiredService<RunDriver>().EndOf(run);
        (await Runs(real).FindAsync(run))!.Status.ShouldBe(RunStatus.Failed);

        (await Should.ThrowAsync<InputException>(() => Runs(simulated).RetryAsync(run))).Message.ShouldContain("/mnt/nfs");
    }

    [Fact]
    public async Task A_run_is_handed_over_only_to_a_host_on_the_same_nodes()
    {
        using var serving = new ServeLock(data).TryTake(pool: "the nodes of /mnt/nfs");

        (await Should.ThrowAsync<InputException>(() => Runs(simulated).QueueAsync("NodeHealthCheck", new Dictionary<string, string>()))).Message.ShouldContain("Leave --config out");

        var run = await Runs(real).QueueAsync("NodeHealthCheck", new Dictionary<string, string>());
        (await simulated.GetRequiredService<RunPools>().OtherAsync(run, CancellationToken.None)).ShouldBe("the nodes of /mnt/nfs");
    }

    public async ValueTask DisposeAsync()
    {
        await real.DisposeAsync();
        await simulated.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    private static IRuns Runs(ServiceProvider services) => services.GetRequiredService<IRuns>();

    private static async Task<ServiceProvider> OpenAsync(SessionOptions session)
    {
        var settings = HostSettings.Read(session);
        var services = new ServiceCollection().AddLogging().AddRuns(session.DataFolder, settings, HostSettings.Pool(settings, session), ["false"]).BuildServiceProvider();
        await HostServices.PrepareDatabaseAsync(services, CancellationToken.None);
        return services;
    }
}
