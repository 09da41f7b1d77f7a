using Jint;
using Jint.Native;
using Jint.Runtime;
using JsEngine = Jint.Engine;

namespace Pipeline.Engine.Scripting.JavaScript;

/// <summary>One evaluation of one script.</summary>
internal sealed class JavaScriptRun : IDisposable
{
    private static readonly Lazy<Prepared<Acornima.Ast.Script>> Prelude = new(ReadPrelude);

    private readonly JsEngine _engine;
    private readonly ScriptLimits _limits;
    private readonly ScriptValues _values;
    private readonly ScriptWrites _writes;
    private readonly ScriptVariables _variables;

    public JavaScriptRun(ExpressionExecutionContext context, IDictionary<string, object> arguments, ScriptLimits limits)
    {
        _limits = limits;
        _engine = new JsEngine(options =>
        {
            options.LimitMemory(limits.Memory)
                .Constraint(new TimeConstraint(limits.Time))
                .LimitRecursion(ScriptLimits.MaxRecursion)
                .RegexTimeoutInterval(limits.Regex)
                .MaxArraySize(ScriptLimits.MaxItems)
                .CancellationToken(context.CancellationToken)
                .LocalTimeZone(TimeZoneInfo.Utc)
                .DisableStringCompilation();
            options.Constraints.StackOverflowGuard = true;
            options.Json.MaxParseDepth = 64;
            options.Constraints.PromiseTimeout = limits.Time;
            options.Interop.Enabled = false;
        });
        _engine.Invoke(_engine.Evaluate(Prelude.Value), ScriptLimits.MaxText, ScriptLimits.MaxItems);
        _values = new ScriptValues(_engine);
        _writes = new ScriptWrites(context);
        _variables = new ScriptVariables(_engine, _values, context, _writes);
        WorkflowFunctions.Add(_engine, _values, context, _writes);
        foreach (var (name, value) in arguments)
            _engine.SetValue(name, _values.ToScript(value));
    }

    /// <summary>The value of the script, as text, truth value, number, moment or JSON; and what it wrote.</summary>
    /// <exception cref="ScriptException">The script failed or went over a limit.</exception>
    public (object? Value, ScriptWrites Writes) Evaluate(Prepared<Acornima.Ast.Script> script)
    {
        try
        {
            var result = _values.FromScript(_engine.Evaluate(script).UnwrapIfPromise());
            _variables.CollectChanges();
            return (result, _writes);
        }
        catch (JavaScriptException e)
        {
            throw new ScriptException($"JavaScript, line {e.Location.Start.Line}: {e.Message}", e);
        }
        catch (PromiseRejectedException e)
        {
            throw new ScriptException($"JavaScript: {e.RejectedValue}", e);
        }
        catch (RecursionDepthOverflowException e)
        {
            throw new ScriptException($"The expression calls itself more than {ScriptLimits.MaxRecursion} deep.", e);
        }
        catch (MemoryLimitExceededException e)
        {
            throw new ScriptException($"The expression uses more than {_limits.Memory / (1024 * 1024)} MiB of memory.", e);
        }
        catch (System.Text.RegularExpressions.RegexMatchTimeoutException e)
        {
            throw new ScriptException($"A regular expression was not done after {_limits.Regex.TotalSeconds:0.#} s.", e);
        }
        catch (TimeoutException e)
        {
            throw new ScriptException($"The expression was not done after {_limits.Time.TotalSeconds:0.#} s.", e);
        }
    }

    public void Dispose() => _engine.Dispose();

    private static Prepared<Acornima.Ast.Script> ReadPrelude()
    {
        using var stream = typeof(JavaScriptRun).Assembly.GetManifestResourceStream("Prelude.js")!;
        using var reader = new StreamReader(stream);
        var prelude = JsEngine.PrepareScript(reader.ReadToEnd(), "prelude.js");
        // Once without limits: what the runtime compiles at first use is not on an expression's time.
        using var engine = new JsEngine();
        engine.Invoke(engine.Evaluate(prelude), ScriptLimits.MaxText, ScriptLimits.MaxItems);
        return prelude;
    }
}
