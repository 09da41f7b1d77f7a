using System.Text.Json;
using Fluid;
using Fluid.Values;
using Pipeline.Engine.Conversion;

namespace Pipeline.Engine.Scripting.Liquid;

/// <summary>What templates can name. Values are copies made of JSON; members of host objects are not reachable.</summary>
internal static class LiquidModel
{
    public static TemplateOptions Options { get; } = Create();

    public static void Fill(TemplateContext liquid, ExpressionExecutionContext context, IDictionary<string, object> arguments)
    {
        var workflow = context.GetWorkflowExecutionContext();
        liquid.SetValue("Variables", new NamedValues(name => Value(context.GetVariableInScope(name))));
        liquid.SetValue("Input", new NamedValues(name => Value(context.GetInput(name))));
        liquid.SetValue("Output", new NamedValues(activity => new NamedValues(name => Value(context.GetOutput(activity, name)))));
        liquid.SetValue("LastResult", Value(context.GetLastResult()));
        liquid.SetValue("CorrelationId", Value(workflow.CorrelationId));
        liquid.SetValue("WorkflowInstanceId", Value(workflow.Id));
        liquid.SetValue("WorkflowDefinitionId", Value(workflow.Workflow.Identity.DefinitionId));
        liquid.SetValue("WorkflowDefinitionVersionId", Value(workflow.Workflow.Identity.Id));
        liquid.SetValue("WorkflowDefinitionVersion", Value(workflow.Workflow.Identity.Version));
        foreach (var (name, value) in arguments)
            liquid.SetValue(name, Value(value));
    }

    private static FluidValue Value(object? value) => value switch
    {
        null => NilValue.Instance,
        string text => new StringValue(text),
        bool flag => BooleanValue.Create(flag),
        int or long or short or byte or float or double or decimal => NumberValue.Create(Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture)),
        DateTimeOffset moment => new DateTimeValue(moment),
        DateTime moment => new DateTimeValue(moment),
        JsonElement element => Json(element),
        _ => Json(JsonSerializer.SerializeToElement(value, value.GetType(), EngineJson.Options))
    };

    private static FluidValue Json(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => new StringValue(element.GetString()!),
        JsonValueKind.True or JsonValueKind.False => BooleanValue.Create(element.GetBoolean()),
        JsonValueKind.Number => element.TryGetDecimal(out var number) ? NumberValue.Create(number) : new StringValue(element.GetRawText()),
        JsonValueKind.Array => new ArrayValue([.. element.EnumerateArray().Select(Json)]),
        JsonValueKind.Object => new NamedValues(name => element.TryGetProperty(name, out var member) ? Json(member) : NilValue.Instance),
        _ => NilValue.Instance
    };

    private static TemplateOptions Create()
    {
        var options = new TemplateOptions { MaxRecursion = ScriptLimits.MaxRecursion, CultureInfo = System.Globalization.CultureInfo.InvariantCulture, TimeZone = TimeZoneInfo.Utc };
        GrowingFilters.Add(options.Filters);
        return options;
    }
}
