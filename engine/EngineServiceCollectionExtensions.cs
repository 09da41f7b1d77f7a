using System.Reflection;
using Elsa.Workflows.CommitStates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Engine.Building;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Expressions;
using Pipeline.Engine.Registration;
using Pipeline.Engine.State;

namespace Pipeline.Engine;

/// <summary>Registers the engine's core: running workflows in memory.</summary>
public static class EngineServiceCollectionExtensions
{
    /// <summary>Adds what running workflows needs; nothing is kept unless an <see cref="ICommitStateHandler"/> of another kind is added.</summary>
    public static IServiceCollection AddEngineCore(this IServiceCollection services)
    {
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISystemClock, TimeProviderClock>();
        services.TryAddSingleton<IIdentityGenerator, RandomLongIdentityGenerator>();
        services.TryAddSingleton<IStimulusHasher, StimulusHasher>();
        services.TryAddSingleton<IStandardOutStreamProvider, ConsoleOutStreamProvider>();
        services.TryAddSingleton<IActivityDescriber, ActivityDescriber>();
        services.TryAddSingleton<IActivityRegistry, ActivityRegistry>();
        services.TryAddSingleton<IWorkflowBuilderFactory, WorkflowBuilderFactory>();
        services.TryAddSingleton<IWorkflowGraphBuilder, WorkflowGraphBuilder>();
        services.TryAddSingleton<IWorkflowStateExtractor, WorkflowStateExtractor>();
        services.AddSingleton<IExpressionDescriptorProvider, BuiltInExpressions>();
        services.TryAddSingleton<IExpressionDescriptorRegistry, ExpressionDescriptorRegistry>();
        services.TryAddScoped<IExpressionEvaluator, ExpressionEvaluator>();
        services.TryAddScoped<IWorkflowRunner, WorkflowRunner>();
        services.TryAddScoped<ICommitStateHandler, NoopCommitStateHandler>();
        return services;
    }

    /// <summary>The activity classes of an assembly.</summary>
    public static IEnumerable<Type> ActivityTypes(this Assembly assembly) => assembly.GetTypes().Where(t =>
        typeof(IActivity).IsAssignableFrom(t) && t is { IsAbstract: false, IsGenericTypeDefinition: false, IsPublic: true });
}
