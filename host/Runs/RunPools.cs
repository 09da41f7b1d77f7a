using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Host.Runs;

/// <summary>
/// Keeps runs on the nodes that they were made for. The settings decide which nodes a process works on; one that was
/// started with other settings, e.g. with <c>--config</c> forgotten, must not go on with a run on simulated nodes and call
/// what comes of that its result. Known by the shared workspace: there a run's jobs and files are.
/// </summary>
internal sealed class RunPools(NodePoolOptions pool, IServiceScopeFactory scopes)
{
    private const string Simulated = "simulated nodes";

    private readonly string own = NameOf(pool);

    /// <summary>What a pool is called.</summary>
    public static string NameOf(NodePoolOptions pool) =>
        pool.Nodes.All(n => n.Transport == Transport.Simulated) ? Simulated : $"the nodes of {Path.TrimEndingDirectorySeparator(pool.Workspace)}";

    /// <summary>Refuses to hand a run over to a host that works on other nodes.</summary>
    /// <param name="served">The host's nodes; null = there is none.</param>
    /// <exception cref="InputException">They are others.</exception>
    public void RequireSame(string? served)
    {
        if (served is not null && served != own)
            throw new InputException($"The host that serves this data folder works on {served}, and this command means {own}. Leave --config out, or give another --data.");
    }

    /// <summary>The origin of a run that is made for this process's nodes.</summary>
    public RunOrigin Origin(string? by, Delivery? delivery) => new(by, delivery) { Pool = own };

    /// <summary>The other nodes that a run was made for; null when this process has the right ones.</summary>
    public async Task<string?> OtherAsync(string run, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var instance = await scope.ServiceProvider.GetRequiredService<IWorkflowInstanceStore>().FindAsync(new WorkflowInstanceFilter { Id = run }, cancellationToken);
        return instance is null ? null : OtherOf(instance);
    }

    /// <summary>Whether a run was made for this process's nodes.</summary>
    public bool AreOf(WorkflowInstance run) => OtherOf(run) is null;

    /// <summary>Why a run cannot be driven here, and what helps.</summary>
    public string Explain(string run, string other) =>
        $"The run {run} was made for {other}, and this process works on {own}. "
        + (other == Simulated ? "Leave --config out." : "Give the settings file that describes them with --config.");

    private string? OtherOf(WorkflowInstance run) => RunOrigin.Of(run.WorkflowState.Properties).Pool is { } made && made != own ? made : null;
}
