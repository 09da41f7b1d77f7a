using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Engine.Scripting.JavaScript;
using Pipeline.Engine.Scripting.Liquid;

namespace Pipeline.Engine.Scripting;

/// <summary>Registers the scripting languages.</summary>
internal static class ScriptingServices
{
    public static IServiceCollection AddScripting(this IServiceCollection services)
    {
        services.TryAddSingleton<ScriptLimits>();
        services.TryAddSingleton<JavaScriptSyntax>();
        services.TryAddSingleton<LiquidSyntax>();
        services.TryAddSingleton<JavaScriptExpressionHandler>();
        services.TryAddSingleton<LiquidExpressionHandler>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionSyntax, JavaScriptSyntax>(provider => provider.GetRequiredService<JavaScriptSyntax>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionSyntax, LiquidSyntax>(provider => provider.GetRequiredService<LiquidSyntax>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionDescriptorProvider, ScriptExpressionProvider>());
        return services;
    }
}
