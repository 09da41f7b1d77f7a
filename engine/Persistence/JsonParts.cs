namespace Pipeline.Engine.Persistence;

/// <summary>Parts of JSON in a column, taken out by the database: what is not asked for is not sent.</summary>
internal static class JsonParts
{
    /// <summary>The function's name; it is built into SQLite.</summary>
    public const string Function = "json_extract";

    /// <summary>For queries only: two parts of a text, as a JSON array; null in place of what is not there.</summary>
    /// <param name="json">The text.</param>
    /// <param name="first">The path of the first part, such as <c>$.inputs</c>.</param>
    /// <param name="second">The path of the second part.</param>
    public static string Of(string json, string first, string second) => throw new NotSupportedException("The database does this.");
}
