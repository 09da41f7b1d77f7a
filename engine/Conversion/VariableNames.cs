namespace Pipeline.Engine.Conversion;

/// <summary>Ids of variables that were declared with a name only.</summary>
internal static class VariableNames
{
    public static string IdOf(string name) => $"{name}Variable";
}
