using Elsa.Expressions.Contracts;
using Elsa.Workflows.CommitStates;
using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Registration;
using Pipeline.Engine.Runtime;
using Pipeline.Engine.Runtime.Bursts;
using Pipeline.Engine.Runtime.Clients;
using Pipeline.Engine.Runtime.Intake;
using Pipeline.Engine.Runtime.Outbox;
using Pipeline.Engine.Runtime.Recovery;
using Pipeline.Engine.Runtime.Stores;
using Pipeline.Engine.Scheduling;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine;

/// <summary>Registers the embedded engine.</summary>
public static class EmbeddedEngineServiceCollectionExtensions
{
    /// <summary>Adds the engine with its database, runtime, timers and recovery. Call once.</summary>
    public static IServiceCollection AddEmbeddedEngine(this IServiceCollection services, Action<EmbeddedEngineOptions> configure)
    {
        var options = new EmbeddedEngineOptions();
        configure(options);
        services.AddLogging();
        services.AddSingleton(options);
        services.AddSingleton<ICommitStateHandler, CommitStateHandler>();
        services.AddEngineCore();
        return services.AddPersistence(options).AddRuntime().AddDefinitionStore();
    }

    private static IServiceCollection AddPersistence(this IServiceCollection services, EmbeddedEngineOptions options) => services
        .AddSingleton<IWellKnownTypeRegistry>(KnownTypes.Create())
        .AddSingleton<StateJson>()
        .AddSingleton<IWorkflowStateSerializer, WorkflowStateSerializer>()
        .AddSingleton<IDatabaseProvider>(new SqliteProvider(options.ConnectionString ?? new SqliteConnectionStringBuilder { DataSource = options.DatabasePath }.ToString()))
        .AddSingleton<EngineDatabase>()
        .AddSingleton<IEngineSchema>(provider => provider.GetRequiredService<EngineDatabase>())
        .AddSingleton<IWorkflowInstanceStore, WorkflowInstanceStore>()
        .AddSingleton<IBookmarkStore, BookmarkStore>()
        .AddSingleton<IWorkflowExecutionLogStore, WorkflowExecutionLogStore>()
        .AddSingleton<IActivityExecutionStore, ActivityExecutionStore>();

    private static IServiceCollection AddRuntime(this IServiceCollection services) => services
        .AddSingleton<InstanceLocks>()
        .AddSingleton<InstanceBursts>()
        .AddSingleton<IInstanceIntake, InstanceIntake>()
        .AddSingleton<InstanceRemoval>()
        .AddSingleton<BackgroundWork>()
        .AddSingleton<IEngineActivity>(provider => provider.GetRequiredService<BackgroundWork>())
        .AddSingleton<OutboxStore>()
        .AddSingleton<OutboxDelivery>()
        .AddSingleton<IWorkflowRuntime, WorkflowRuntime>()
        .AddSingleton<IWorkflowDispatcher, WorkflowDispatcher>()
        .AddSingleton<IStimulusSender, StimulusSender>()
        .AddSingleton<IWorkflowResumer, WorkflowResumer>()
        .AddSingleton<IEventPublisher, EventPublisher>()
        .AddSingleton<DelayedBookmarks>()
        .AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<DelayedBookmarks>())
        .AddSingleton<IWakeUps, TimerWakeUps>()
        .AddSingleton<IRunRecovery, RunRecovery>()
        .AddSingleton<IRunRetry, RunRetry>()
        .AddHostedService<EngineStartup>();
}
