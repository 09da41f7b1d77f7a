namespace Elsa.Workflows;

/// <summary>The JSON form of activities in definitions.</summary>
public interface IActivitySerializer
{
    /// <exception cref="Pipeline.Engine.Definitions.Json.InvalidDefinitionException">The activity, or one within it, is part code.</exception>
    string Serialize(IActivity activity);

    /// <exception cref="Pipeline.Engine.Definitions.Json.InvalidDefinitionException">The text is no activity, or holds what is not supported.</exception>
    IActivity Deserialize(string serializedActivity);
}
