using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Engine.Conversion;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>Writes expressions.</summary>
internal static class ExpressionWriter
{
    private const string InCode = "Delegate";

    /// <param name="expression">The expression.</param>
    /// <param name="path">Where it is written.</param>
    /// <param name="faults">Takes what cannot be written: an expression that is code.</param>
    public static JsonObject Write(Expression expression, string path, List<DefinitionFault> faults)
    {
        var (type, value) = expression switch
        {
            { Type: InCode } or { Value: Delegate } => Coded(path, faults),
            { Value: Variable variable } => ("Variable", Reference(variable)),
            { Value: InputDefinition input } => ("Input", new JsonObject { ["type"] = DefinitionTypes.NameOf(input.Type), ["name"] = input.Name }),
            { Value: Output output } => ("Output", new JsonObject { ["memoryReference"] = new JsonObject { ["id"] = output.MemoryBlockReference().Id } }),
            { Value: Literal literal } => Constant(expression.Type, literal.Value),
            { Value: ObjectLiteral literal } => Constant(expression.Type, literal.Value),
            _ => Constant(expression.Type, expression.Value)
        };
        return new JsonObject { ["type"] = type, ["value"] = value };
    }

    /// <summary>A variable as what uses it names it.</summary>
    public static JsonObject Reference(Variable variable) =>
        new() { ["id"] = variable.Id, ["name"] = variable.Name, ["typeName"] = DefinitionTypes.NameOf(variable.GetVariableType()) };

    /// <summary>Lists and objects are of type Object, as JSON text: so the designer's editors read them.</summary>
    private static (string Type, JsonNode? Value) Constant(string type, object? value) => value switch
    {
        null => (type, null),
        string or bool or int or long or double or float or decimal => (type, JsonValue.Create(value)),
        _ => JsonSerializer.SerializeToNode(value, value.GetType(), EngineJson.Options) switch
        {
            JsonValue simple => (type, simple),
            var complex => ("Object", complex is null ? null : DefinitionText.WriteCompact(complex))
        }
    };

    private static (string Type, JsonNode? Value) Coded(string path, List<DefinitionFault> faults)
    {
        faults.Add(new DefinitionFault(path, "This expression is code, which no definition can hold. Use a Literal, Object, Input, Variable, JavaScript or Liquid expression."));
        return (InCode, null);
    }
}
