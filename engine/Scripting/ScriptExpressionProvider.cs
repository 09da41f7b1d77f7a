using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Scripting.JavaScript;
using Pipeline.Engine.Scripting.Liquid;

namespace Pipeline.Engine.Scripting;

/// <summary>The expression types of designed workflows.</summary>
internal sealed class ScriptExpressionProvider : IExpressionDescriptorProvider
{
    public IEnumerable<ExpressionDescriptor> GetDescriptors()
    {
        yield return Describe("JavaScript", "javascript", services => services.GetRequiredService<JavaScriptExpressionHandler>());
        yield return Describe("Liquid", "liquid", services => services.GetRequiredService<LiquidExpressionHandler>());
    }

    private static ExpressionDescriptor Describe(string type, string language, Func<IServiceProvider, IExpressionHandler> handler) => new()
    {
        Type = type,
        DisplayName = type,
        Properties = new Dictionary<string, object> { ["MonacoLanguage"] = language },
        HandlerFactory = handler
    };
}
