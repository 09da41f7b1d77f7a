using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Store;

/// <summary>
/// Leaves scripts out of stored waits: a waited job is only watched, never started again from there, and a script may be
/// long.
/// </summary>
internal sealed class ShellScriptConverter : JsonConverter<ShellScript>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override ShellScript Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Skip();
        return ShellScript.Empty;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ShellScript value, JsonSerializerOptions options) => writer.WriteNullValue();
}
