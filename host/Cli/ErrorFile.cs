using System.Globalization;

namespace Pipeline.Host.Cli;

/// <summary>Where unexpected errors are written down in full.</summary>
internal sealed class ErrorFile(string dataFolder, TimeProvider clock)
{
    /// <summary>Adds an error; returns the file. When the data folder cannot be written to, the file lies in the temporary folder.</summary>
    public string Write(IReadOnlyList<string> arguments, Exception error)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():u} pipeline {string.Join(' ', arguments)}\n{error}\n\n");
        try
        {
            return Append(Directory.CreateDirectory(dataFolder).FullName, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Append(Path.GetTempPath(), text);
        }
    }

    private static string Append(string folder, string text)
    {
        var file = Path.Combine(folder, "pipeline-errors.log");
        File.AppendAllText(file, text);
        return file;
    }
}
