namespace Pipeline.Activities.Measurements.Json;

/// <summary>
/// A JSON object as a Python dict: ordered, and setting a key again keeps its first place. Values are null,
/// <see cref="bool"/>, <see cref="Number"/>, <see cref="string"/>, <see cref="List{T}"/> of such, or <see cref="JsonMap"/>.
/// It holds the parts of a file that have no type of their own.
/// </summary>
public sealed class JsonMap : OrderedDictionary<string, object?>
{
    /// <summary>An empty object.</summary>
    public JsonMap() : base(StringComparer.Ordinal)
    {
    }

    /// <summary>A copy that shares the values.</summary>
    public JsonMap(JsonMap other) : base(other, StringComparer.Ordinal)
    {
    }
}
