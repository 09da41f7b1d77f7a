using System.Text.Json.Nodes;
using Elsa.Expressions.Helpers;
using Pipeline.Engine.Scripting;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>Reads expressions: <c>{ type, value }</c>. What could not be evaluated later is a fault now.</summary>
internal sealed class ExpressionReader(IExpressionDescriptorRegistry registry, IEnumerable<IExpressionSyntax> syntaxes)
{
    private readonly Dictionary<string, IExpressionSyntax> _syntaxes = syntaxes.ToDictionary(syntax => syntax.Type);

    /// <param name="node">The expression; null reads as none.</param>
    /// <param name="type">What its value is for.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="scope">Variables and inputs in sight; takes the faults.</param>
    public Expression? Read(JsonNode? node, Type type, string path, ReadingScope scope)
    {
        if (node is null)
            return null;
        if (node is not JsonObject expression)
        {
            scope.Fault(path, "An expression is an object with 'type' and 'value'.");
            return null;
        }

        var kind = expression.Text("type") ?? "Literal";
        if (registry.Find(kind) is not { IsSerializable: true })
        {
            var known = registry.ListAll().Where(descriptor => descriptor.IsSerializable).Select(descriptor => descriptor.Type);
            scope.Fault($"{path}.type", $"Expressions of type '{kind}' are not supported; there are {string.Join(", ", known)}.");
            return null;
        }

        expression.TryGetPropertyValue("value", out var value);
        return kind switch
        {
            "Literal" => Constant(kind, JsonValues.Plain(value), type, $"{path}.value", scope),
            "Object" => Constant(kind, value.Text() is { } text ? text : JsonValues.Plain(value), type, $"{path}.value", scope),
            "Variable" => Variable(value, $"{path}.value", scope),
            "Input" => Input(value, $"{path}.value", scope),
            "Output" => Output(value, $"{path}.value", scope),
            _ => Script(kind, value, $"{path}.value", scope)
        };
    }

    /// <summary>The variable that a reference means, which is <c>{ id, name }</c>, its JSON text, or an id or name.</summary>
    public static Variable? FindVariable(JsonNode? reference, string path, ReadingScope scope)
    {
        var node = Parsed(reference);
        var (id, name) = node is JsonObject members ? (members.Text("id"), members.Text("name")) : (node.Text(), node.Text());
        if (scope.FindVariable(id, name) is { } variable)
            return variable;
        scope.Fault(path, $"There is no variable '{name ?? id}' in sight; {scope.VariableNames}.");
        return null;
    }

    private static Expression? Constant(string kind, object? value, Type type, string path, ReadingScope scope)
    {
        try
        {
            _ = value.ConvertTo(type);
        }
        catch (InvalidCastException e)
        {
            scope.Fault(path, e.Message);
            return null;
        }

        return new Expression(kind, value);
    }

    private static Expression? Variable(JsonNode? value, string path, ReadingScope scope) =>
        FindVariable(value, path, scope) is { } variable ? new Expression("Variable", variable) : null;

    private static Expression? Input(JsonNode? value, string path, ReadingScope scope)
    {
        var node = Parsed(value);
        var name = node is JsonObject members ? members.Text("name") : node.Text();
        if (scope.Inputs.Find(input => input.Name == name) is { } definition)
            return new Expression("Input", definition);
        scope.Fault(path, $"The workflow has no input '{name}'; {scope.InputNames}.");
        return null;
    }

    private static Expression? Output(JsonNode? value, string path, ReadingScope scope)
    {
        if ((value as JsonObject)?.Object("memoryReference")?.Text("id") is { Length: > 0 } id)
            return new Expression("Output", new Output(new MemoryBlockReference(id)));
        scope.Fault(path, "An Output expression names the memory block: { memoryReference: { id } }.");
        return null;
    }

    private Expression? Script(string kind, JsonNode? value, string path, ReadingScope scope)
    {
        if (value is not null && value.Text() is null)
        {
            scope.Fault(path, $"A {kind} expression is text.");
            return null;
        }

        var text = value.Text() ?? "";
        if (_syntaxes.TryGetValue(kind, out var syntax) && syntax.Check(text) is { } complaint)
            scope.Fault(path, complaint);
        return new Expression(kind, text);
    }

    /// <summary>References may come as JSON text.</summary>
    private static JsonNode? Parsed(JsonNode? node)
    {
        if (node.Text() is not { } text || !text.StartsWith('{'))
            return node;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return node;
        }
    }
}
