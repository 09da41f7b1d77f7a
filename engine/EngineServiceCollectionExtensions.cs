using System.Reflection;
using Elsa.Workflows.Activities;
using Elsa.Workflows.CommitStates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Engine.Building;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Evaluation;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Registration;
using Pipeline.Engine.Scripting;
using Pipeline.Engine.State;

namespace Pipeline.Engine;

/// <summary>Registers the engine's core, activity types and workflows.</summary>
public static class EngineServiceCollectionExtensions
{
    /// <summary>
    /// Adds what runs workflows in memory: nothing is persisted until an <see cref="ICommitStateHandler"/> other than
    /// <see cref="NoopCommitStateHandler"/> is registered, before or after this call.
    /// </summary>
    public static IServiceCollection AddEngineCore(this IServiceCollection services)
    {
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISystemClock, TimeProviderClock>();
        services.TryAddSingleton<IIdentityGenerator, RandomLongIdentityGenerator>();
        services.TryAddSingleton<IStimulusHasher, StimulusHasher>();
        services.TryAddSingleton<IStandardOutStreamProvider, ConsoleOutStreamProvider>();
        services.TryAddSingleton<ICommitStateHandler, NoopCommitStateHandler>();
        services.TryAddSingleton<IActivityDescriber, ActivityDescriber>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IActivityProvider, ActivityTypeProvider>());
        services.TryAddSingleton<IActivityRegistry, ActivityRegistry>();
        services.TryAddSingleton<ActivityTypes>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionDescriptorProvider, CoreExpressionProvider>());
        services.AddScripting();
        services.AddDefinitionFormat();
        services.TryAddSingleton<IExpressionDescriptorRegistry, ExpressionDescriptorRegistry>();
        services.TryAddSingleton<IExpressionEvaluator, ExpressionEvaluator>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorageDriver, WorkflowInstanceStorageDriver>(_ => new WorkflowInstanceStorageDriver()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorageDriver, MemoryStorageDriver>());
        services.TryAddSingleton<IWorkflowGraphBuilder, WorkflowGraphBuilder>();
        services.TryAddSingleton<IWorkflowBuilderFactory, WorkflowBuilderFactory>();
        services.TryAddSingleton<IWorkflowStateExtractor, WorkflowStateExtractor>();
        services.TryAddScoped<IWorkflowRunner, WorkflowRunner>();
        services.TryAddSingleton(provider => new WorkflowCatalog(
            provider,
            provider.GetServices<WorkflowRegistration>(),
            provider.GetRequiredService<IWorkflowBuilderFactory>(),
            provider.GetRequiredService<IWorkflowGraphBuilder>()));
        return services.AddActivitiesFrom(typeof(Sequence).Assembly);
    }

    /// <summary>Registers all public activity types of an assembly that can be made without type arguments.</summary>
    public static IServiceCollection AddActivitiesFrom(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetExportedTypes().Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false } && typeof(IActivity).IsAssignableFrom(type)))
            services.AddSingleton(new ActivityTypeRegistration(type));
        return services;
    }

    /// <summary>Registers a workflow written in code.</summary>
    public static IServiceCollection AddWorkflow<T>(this IServiceCollection services) where T : IWorkflow => services.AddWorkflow(typeof(T));

    /// <summary>Registers all public workflows of an assembly.</summary>
    public static IServiceCollection AddWorkflowsFrom(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetExportedTypes().Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false } && typeof(IWorkflow).IsAssignableFrom(type)))
            services.AddWorkflow(type);
        return services;
    }

    private static IServiceCollection AddWorkflow(this IServiceCollection services, Type type) =>
        services.AddSingleton(new WorkflowRegistration(type, provider => (IWorkflow)ActivatorUtilities.CreateInstance(provider, type)));
}
