namespace Pipeline.Engine.Persistence;

/// <summary>Columns without a property: JSON texts, and what only the engine reads.</summary>
internal static class JsonColumns
{
    public const string State = "StateJson";
    public const string Payload = "PayloadJson";
    public const string Metadata = "MetadataJson";
    public const string Outputs = "OutputsJson";
    public const string Exception = "ExceptionJson";

    /// <summary>Counts the commits of an instance; a commit that expects another number is refused.</summary>
    public const string Revision = "Revision";

    /// <summary>Whether the instance goes on without being asked: it is pending, executing, or has scheduled work.</summary>
    public const string HasWork = "HasWork";
}
