using System.Text.Json;
using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Pipeline.Engine.Conversion;
using JsEngine = Jint.Engine;

namespace Pipeline.Engine.Scripting.JavaScript;

/// <summary>
/// Values on their way into a script and out of it. Scripts get copies made of JSON, never objects of the host: there is nothing
/// to reach the CLR through.
/// </summary>
internal sealed class ScriptValues(JsEngine engine)
{
    private readonly JsValue _stringify = engine.Evaluate("JSON.stringify");

    public JsValue ToScript(object? value) => value switch
    {
        null => JsValue.Null,
        string text => new JsString(text),
        bool flag => flag ? JsBoolean.True : JsBoolean.False,
        int or long or short or byte or float or double or decimal => new JsNumber(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)),
        DateTimeOffset moment => new JsDate(engine, moment.UtcDateTime),
        DateTime moment => new JsDate(engine, moment.ToUniversalTime()),
        _ => Parse(JsonSerializer.SerializeToNode(value, value.GetType(), EngineJson.Options))
    };

    public object? FromScript(JsValue value)
    {
        if (value.IsNull() || value.IsUndefined())
            return null;
        if (value.IsString())
            return Limited(value.AsString());
        if (value.IsBoolean())
            return value.AsBoolean();
        if (value.IsNumber())
            return Whole(value.AsNumber()) is { } whole ? (object)whole : value.AsNumber();
        if (value.IsDate())
            return new DateTimeOffset(value.AsDate().ToDateTime().ToUniversalTime());
        return Json(value) is { } json ? JsonElement.Parse(json) : throw new ScriptException("The expression gives a function, which is no value.");
    }

    /// <summary>The value as JSON text; null for what has none.</summary>
    public string? Json(JsValue value) => engine.Invoke(_stringify, value) is { } json && json.IsString() ? Limited(json.AsString()) : null;

    private static int? Whole(double number) =>
        number is >= int.MinValue and <= int.MaxValue && Math.Truncate(number) == number ? (int)number : null;

    private static string Limited(string text) =>
        text.Length <= ScriptLimits.MaxText ? text : throw new ScriptException($"The expression gives {text.Length} characters; {ScriptLimits.MaxText} are the most.");

    private JsValue Parse(JsonNode? node) => node switch
    {
        null => JsValue.Null,
        JsonValue simple when simple.GetValueKind() == JsonValueKind.String => new JsString(simple.GetValue<string>()),
        _ => new Jint.Native.Json.JsonParser(engine).Parse(node.ToJsonString())
    };
}
