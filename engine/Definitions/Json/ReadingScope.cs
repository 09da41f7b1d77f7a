using System.Text.Json.Nodes;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>What reading a definition has met so far: the variables in sight, the inputs, the activities, the faults.</summary>
internal sealed class ReadingScope
{
    private readonly List<Variable> _variables = [];
    private readonly Dictionary<string, string> _ids = [];

    public List<DefinitionFault> Faults { get; } = [];

    public List<InputDefinition> Inputs { get; } = [];

    public void Fault(string path, string message) => Faults.Add(new DefinitionFault(path, message));

    /// <summary>Brings variables in sight until the returned mark is given back.</summary>
    public int Enter(IEnumerable<Variable> variables)
    {
        var mark = _variables.Count;
        _variables.AddRange(variables);
        return mark;
    }

    public void Leave(int mark) => _variables.RemoveRange(mark, _variables.Count - mark);

    /// <summary>The nearest variable of that id, or else of that name.</summary>
    public Variable? FindVariable(string? id, string? name) =>
        _variables.FindLast(variable => id is not null && variable.Id == id) ?? _variables.FindLast(variable => name is not null && variable.Name == name);

    public string VariableNames => _variables.Count == 0 ? "there are none" : $"there are {string.Join(", ", _variables.Select(variable => variable.Name).Distinct())}";

    public string InputNames => Inputs.Count == 0 ? "it declares none" : $"it declares {string.Join(", ", Inputs.Select(input => input.Name))}";

    /// <summary>Takes an activity's id; ids are unique in a workflow.</summary>
    public void Take(string id, string path)
    {
        if (!_ids.TryAdd(id, path))
            Fault($"{path}.id", $"The id '{id}' is used by the activity at {_ids[id]} too; ids must be unique in a workflow.");
    }

    /// <summary>An array member; null when it is absent or null, or is no array, which is a fault.</summary>
    public JsonArray? Array(JsonObject owner, string name, string path)
    {
        owner.TryGetPropertyValue(name, out var node);
        return Array(node, $"{path}.{name}");
    }

    /// <summary>A node as an array; null when it is null, or is no array, which is a fault.</summary>
    public JsonArray? Array(JsonNode? node, string path)
    {
        if (node is not (null or JsonArray))
            Fault(path, "This must be an array.");
        return node as JsonArray;
    }
}
