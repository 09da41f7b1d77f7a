using Jint;
using Jint.Native;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using JsEngine = Jint.Engine;

namespace Pipeline.Engine.Scripting.JavaScript;

/// <summary>
/// The workflow's variables in a script: <c>variables.X</c>, <c>getX()</c> and <c>setX()</c> for each in sight, and
/// <c>getVariable</c>/<c>setVariable</c> for any. A list or object that a script changes in place is written back at its end.
/// </summary>
internal sealed class ScriptVariables
{
    private readonly JsEngine _engine;
    private readonly ScriptValues _values;
    private readonly ExpressionExecutionContext _context;
    private readonly Dictionary<string, (JsValue Value, string? Json)> _read = [];
    private readonly ScriptWrites _writes;

    public ScriptVariables(JsEngine engine, ScriptValues values, ExpressionExecutionContext context, ScriptWrites writes)
    {
        (_engine, _values, _context, _writes) = (engine, values, context, writes);
        var all = new JsObject(engine);
        foreach (var name in context.GetVariableNamesInScope())
        {
            var getter = Function($"get {name}", _ => Get(name));
            var setter = Function($"set {name}", arguments => Set(name, arguments));
            all.DefineOwnProperty(name, new GetSetPropertyDescriptor(getter, setter, enumerable: true, configurable: false));
            var word = char.ToUpperInvariant(name[0]) + name[1..];
            engine.SetValue($"get{word}", getter);
            engine.SetValue($"set{word}", setter);
        }

        engine.SetValue("variables", all);
        engine.SetValue("getVariable", Function("getVariable", arguments => Get(Name(arguments))));
        engine.SetValue("setVariable", Function("setVariable", arguments => Set(Name(arguments), arguments.Skip(1))));
    }

    /// <summary>Collects what was changed in place.</summary>
    public void CollectChanges()
    {
        foreach (var (name, (value, json)) in _read.ToList())
        {
            if (value.IsObject() && !value.IsDate() && _values.Json(value) is { } now && now != json)
                _writes.SetVariable(name, _values.FromScript(value));
        }
    }

    private static string Name(JsValue[] arguments) => arguments.Length == 0 ? throw new ScriptException("A variable's name is missing.") : arguments[0].ToString();

    private JsValue Get(string name)
    {
        if (_read.TryGetValue(name, out var known))
            return known.Value;
        var value = _values.ToScript(_context.GetVariableInScope(name));
        _read[name] = (value, value.IsObject() && !value.IsDate() ? _values.Json(value) : null);
        return value;
    }

    private JsValue Set(string name, IEnumerable<JsValue> arguments)
    {
        var value = arguments.FirstOrDefault() ?? JsValue.Undefined;
        _writes.SetVariable(name, _values.FromScript(value));
        _read[name] = (value, value.IsObject() && !value.IsDate() ? _values.Json(value) : null);
        return JsValue.Undefined;
    }

    private ClrFunction Function(string name, Func<JsValue[], JsValue> body) => new(_engine, name, (_, arguments) => body(arguments));
}
