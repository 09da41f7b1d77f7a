using System.Text.Json.Nodes;
using Pipeline.Activities.Measurements;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Definitions;

/// <summary>Definitions as files.</summary>
internal static class DefinitionFiles
{
    /// <summary>The file's definition.</summary>
    /// <exception cref="InputException">There is no such file, or it is no JSON object.</exception>
    public static JsonObject Read(string file)
    {
        try
        {
            return DefinitionText.Parse(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file}: {e.Message}");
        }
        catch (InvalidDefinitionException e)
        {
            throw new InputException([.. e.Faults.Select(f => $"{file}: {f.Message}")]);
        }
    }

    /// <summary>The text of an exported file.</summary>
    public static string Text(JsonObject definition) => DefinitionText.Write(definition);

    /// <summary>Writes a file whole or not at all.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static void Write(string file, JsonObject definition)
    {
        try
        {
            AtomicFile.Write(file, stream => stream.Write(DefinitionText.WriteBytes(definition)));
        }
        catch (MeasurementException e)
        {
            throw new InputException($"{file} {e.Message}");
        }
    }
}
