namespace Pipeline.Engine.Definitions.Json;

/// <inheritdoc cref="IActivitySerializer"/>
internal sealed class ActivitySerializer(ActivityReader reader) : IActivitySerializer
{
    public string Serialize(IActivity activity)
    {
        var faults = new List<DefinitionFault>();
        var json = ActivityWriter.Write(activity, "$", faults);
        return faults.Count == 0 ? DefinitionText.WriteCompact(json) : throw new InvalidDefinitionException(faults);
    }

    public IActivity Deserialize(string serializedActivity)
    {
        var scope = new ReadingScope();
        var activity = reader.Read(DefinitionText.Parse(serializedActivity), "$", scope);
        return scope.Faults.Count == 0 ? activity! : throw new InvalidDefinitionException(scope.Faults);
    }
}
