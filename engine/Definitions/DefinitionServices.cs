using Elsa.Workflows.Management;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Definitions.Store;
using Pipeline.Engine.Definitions.Triggers;
using Pipeline.Engine.Registration;
using Pipeline.Engine.Scheduling;

namespace Pipeline.Engine.Definitions;

/// <summary>Registers what reads, writes and keeps definitions.</summary>
internal static class DefinitionServices
{
    public static IServiceCollection AddDefinitionFormat(this IServiceCollection services)
    {
        services.TryAddSingleton<ExpressionReader>();
        services.TryAddSingleton<VariableReader>();
        services.TryAddSingleton<ActivityReader>();
        services.TryAddSingleton<WorkflowReader>();
        services.TryAddSingleton<DefinitionNormalizer>();
        services.TryAddSingleton<IActivitySerializer, ActivitySerializer>();
        services.TryAddSingleton<IWorkflowSerializer, WorkflowSerializer>();
        return services;
    }

    public static IServiceCollection AddDefinitionStore(this IServiceCollection services) => services
        .AddSingleton<CodedDefinitions>()
        .AddSingleton<DefinitionStore>()
        .AddSingleton<StoredWorkflows>()
        .AddSingleton<IWorkflowSource>(provider => provider.GetRequiredService<StoredWorkflows>())
        .AddSingleton<TriggerReader>()
        .AddSingleton<TriggerIndex>()
        .AddSingleton<ITriggerIndex>(provider => provider.GetRequiredService<TriggerIndex>())
        .AddSingleton<ITriggerClock, TriggerClock>()
        .AddSingleton<DefinitionChecks>()
        .AddSingleton<IDefinitions, DefinitionLibrary>();
}
