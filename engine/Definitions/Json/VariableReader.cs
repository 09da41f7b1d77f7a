using System.Text.Json.Nodes;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>Reads declarations of variables.</summary>
internal sealed class VariableReader(IEnumerable<IStorageDriver> drivers)
{
    private readonly List<Type> _drivers = [.. drivers.Select(driver => driver.GetType())];

    public List<Variable> Read(JsonArray? declarations, string path, ReadingScope scope)
    {
        var variables = new List<Variable>();
        for (var index = 0; index < (declarations?.Count ?? 0); index++)
        {
            if (Read(declarations![index], $"{path}[{index}]", scope) is not { } variable)
                continue;
            if (variables.Exists(other => other.Name == variable.Name))
                scope.Fault($"{path}[{index}].name", $"There are two variables '{variable.Name}'; names are unique in their container.");
            else
                variables.Add(variable);
        }

        return variables;
    }

    private Variable? Read(JsonNode? node, string path, ReadingScope scope)
    {
        if (node is not JsonObject declaration || declaration.Text("name") is not { Length: > 0 } name)
        {
            scope.Fault(path, "A variable is an object with a 'name'.");
            return null;
        }

        if (DefinitionTypes.Find(declaration.Text("typeName")) is not { } item)
        {
            scope.Fault($"{path}.typeName", $"There is no type '{declaration.Text("typeName")}'; use one of {string.Join(", ", DefinitionTypes.Offered.Select(type => type.Name))}.");
            return null;
        }

        var type = declaration.Flag("isArray") ? item.MakeArrayType() : item;
        var variable = (Variable)Activator.CreateInstance(typeof(Variable<>).MakeGenericType(type))!;
        variable.Name = name;
        variable.Id = declaration.Text("id") is { Length: > 0 } id ? id : Conversion.VariableNames.IdOf(name);
        variable.StorageDriverType = Driver(declaration.Text("storageDriverTypeName"), path, scope);
        variable.Value = Value(declaration, type, $"{path}.value", scope);
        return variable;
    }

    private static object? Value(JsonObject declaration, Type type, string path, ReadingScope scope)
    {
        declaration.TryGetPropertyValue("value", out var node);
        try
        {
            // An empty text is what the designer sends for "no value".
            var value = JsonValues.Plain(node);
            return VariableExtensions.ParseValue(type, value is "" && type != typeof(string) ? null : value);
        }
        catch (InvalidCastException e)
        {
            scope.Fault(path, e.Message);
            return null;
        }
    }

    private Type? Driver(string? name, string path, ReadingScope scope)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        var simple = name.Split(',')[0].Trim();
        simple = simple[(simple.LastIndexOf('.') + 1)..];
        var driver = _drivers.Find(type => type.Name == simple);
        if (driver is null)
            scope.Fault($"{path}.storageDriverTypeName", $"There is no storage driver '{name}'; there are {string.Join(", ", _drivers.Select(type => type.Name))}.");
        return driver;
    }
}
