using System.Text.Json.Nodes;
using Elsa.Expressions.Helpers;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>Writes declarations of variables. Values are text, as the designer sends them back.</summary>
internal static class VariableWriter
{
    public static JsonObject Write(Variable variable)
    {
        var type = variable.GetVariableType();
        var isArray = type is { IsSZArray: true } && type != typeof(byte[]);
        var json = new JsonObject
        {
            ["id"] = variable.Id,
            ["name"] = variable.Name,
            ["typeName"] = DefinitionTypes.NameOf(isArray ? type.GetElementType()! : type),
            ["isArray"] = isArray
        };
        if (variable.Value is { } value)
            json["value"] = value.ConvertTo<string>();
        if (variable.StorageDriverType is { } driver)
            json["storageDriverTypeName"] = driver.Name;
        return json;
    }
}
