using Elsa.Expressions.Services;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows.CommitStates;
using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Runtime;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine;

/// <summary>Registers the durable engine.</summary>
public static class EmbeddedEngine
{
    /// <summary>Adds the engine on a database. Call <see cref="EngineSchema.EnsureAsync"/> before the hosted services start.</summary>
    public static IServiceCollection AddEmbeddedEngine(this IServiceCollection services, Action<DbContextOptionsBuilder> database)
    {
        services.AddDbContextFactory<EngineContext>(database);
        services.AddSingleton<IWellKnownTypeRegistry>(_ =>
        {
            var types = new WellKnownTypeRegistry();
            types.RegisterType(typeof(DelayPayload), nameof(DelayPayload));
            types.RegisterType(typeof(ExecuteWorkflowResult), nameof(ExecuteWorkflowResult));
            return types;
        });
        services.AddSingleton<StateJson>();
        services.AddSingleton<IWorkflowStateSerializer, WorkflowStateSerializer>();
        services.AddSingleton<ICommitStateHandler, CommitStateHandler>();
        services.AddSingleton<InstanceStore>();
        services.AddSingleton<IWorkflowInstanceStore>(s => s.GetRequiredService<InstanceStore>());
        services.AddSingleton<IBookmarkStore, BookmarkStore>();
        services.AddSingleton<InstanceLocks>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<InstanceBursts>();
        services.AddSingleton<IWorkflowRuntime, WorkflowRuntime>();
        services.AddSingleton(s => new RunRecovery(s.GetRequiredService<InstanceBursts>()));
        services.AddSingleton<WakeUpSchedule>();
        services.AddHostedService(s => s.GetRequiredService<WakeUpSchedule>());
        services.AddHostedService<OutboxWorker>();
        return services.AddEngineCore();
    }
}
