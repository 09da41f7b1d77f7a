using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Expressions.Helpers;
using Pipeline.Engine.Conversion;

namespace Elsa.Workflows;

/// <summary>Keeps values in the instance's state, as JSON in the <c>Variables</c> property of the declaring activity's context.</summary>
public class WorkflowInstanceStorageDriver : IStorageDriver
{
    public const string VariablesDictionaryStateKey = "Variables";

    internal WorkflowInstanceStorageDriver()
    {
    }

    public double Priority => 5;
    public IEnumerable<string> Tags => ["Workflow"];

    public ValueTask WriteAsync(string id, object value, StorageDriverContext context)
    {
        if (JsonSerializer.SerializeToNode(value, value.GetType(), EngineJson.Options) is { } node)
            Stored(context)[id] = node;
        return ValueTask.CompletedTask;
    }

    public ValueTask<object?> ReadAsync(string id, StorageDriverContext context)
    {
        Stored(context).TryGetValue(id, out var node);
        var type = context.Variable.GetVariableType();
        return ValueTask.FromResult(type == typeof(object) ? Untyped(node) : node?.ConvertTo(type));
    }

    public ValueTask DeleteAsync(string id, StorageDriverContext context)
    {
        Stored(context).Remove(id);
        return ValueTask.CompletedTask;
    }

    /// <summary>The value of a variable without a type: text, truth values and numbers as such, anything else as JSON.</summary>
    private static object? Untyped(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => (object)node.GetValue<string>(),
        JsonValueKind.True or JsonValueKind.False => node.GetValue<bool>(),
        JsonValueKind.Number => node.Deserialize<JsonElement>() is var number && number.TryGetInt64(out var whole) ? (object)whole : number.GetDouble(),
        _ => node
    };

    /// <summary>After a round trip the property holds plain JSON or a general dictionary; it is turned back here.</summary>
    private static VariablesDictionary Stored(StorageDriverContext context)
    {
        var properties = context.ExecutionContext.Properties;
        if (properties.TryGetValue(VariablesDictionaryStateKey, out var stored) && stored is VariablesDictionary current)
            return current;

        var variables = new VariablesDictionary();
        if (stored is not null)
        {
            foreach (var (id, value) in JsonSerializer.SerializeToNode(stored, stored.GetType(), EngineJson.Options)!.AsObject())
            {
                if (value is not null && id is not ("_type" or "$id"))
                    variables[id] = value.DeepClone();
            }
        }

        properties[VariablesDictionaryStateKey] = variables;
        return variables;
    }
}
