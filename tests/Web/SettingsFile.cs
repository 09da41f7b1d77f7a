namespace Pipeline.Tests.Web;

/// <summary>A settings file for <c>--config</c>.</summary>
public sealed class SettingsFile : IDisposable
{
    public SettingsFile(string json) => File.WriteAllText(Path, json);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
