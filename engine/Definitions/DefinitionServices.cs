using Elsa.Workflows.Management;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Engine.Definitions;

/// <summary>Registers what reads and writes definitions.</summary>
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
}
