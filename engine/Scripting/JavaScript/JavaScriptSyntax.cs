using Acornima;
using Jint;
using JsEngine = Jint.Engine;

namespace Pipeline.Engine.Scripting.JavaScript;

/// <summary>Parses JavaScript; remembers what it parsed.</summary>
internal sealed class JavaScriptSyntax : IExpressionSyntax
{
    private const int Remembered = 512;

    private static readonly ScriptPreparationOptions Options = ScriptPreparationOptions.Default with
    {
        ParsingOptions = ScriptParsingOptions.Default with { AllowReturnOutsideFunction = true, CompileRegex = false, RegexTimeout = new ScriptLimits().Regex, Tolerant = false }
    };

    private readonly Dictionary<string, Prepared<Acornima.Ast.Script>> _prepared = [];

    public string Type => "JavaScript";

    public string? Check(string text) => Sandbox.Complaint(() => Prepare(text));

    /// <exception cref="ScriptException">The text is no JavaScript, or uses what the sandbox does not offer.</exception>
    public Prepared<Acornima.Ast.Script> Prepare(string text)
    {
        lock (_prepared)
        {
            if (_prepared.TryGetValue(text, out var known))
                return known;
        }

        if (ScriptSource.Refusal(text) is { } refusal)
            throw new ScriptException(refusal);
        var prepared = Parse(text);
        lock (_prepared)
        {
            if (_prepared.Count >= Remembered)
                _prepared.Clear();
            return _prepared[text] = prepared;
        }
    }

    private static Prepared<Acornima.Ast.Script> Parse(string text)
    {
        try
        {
            var prepared = JsEngine.PrepareScript(text, options: Options);
            return BigIntegers.In(prepared.Program!) ? throw new ScriptException("The expression uses a BigInt, which expressions cannot.") : prepared;
        }
        catch (ParseErrorException e)
        {
            throw new ScriptException($"This is no valid JavaScript: {e.Message}", e);
        }
        catch (ScriptPreparationException e)
        {
            throw new ScriptException($"This is no valid JavaScript: {e.InnerException?.Message ?? e.Message}", e);
        }
        catch (InsufficientExecutionStackException e)
        {
            throw new ScriptException("The expression is nested too deep.", e);
        }
    }
}
