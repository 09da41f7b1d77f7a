using System.Runtime.CompilerServices;

namespace Pipeline.Tests.Unit.Cli;

/// <summary>Texts kept beside the tests.</summary>
internal static class Snapshot
{
    public static void Check(string name, string text, [CallerFilePath] string? source = null)
    {
        var file = Path.Combine(Path.GetDirectoryName(source)!, "Snapshots", $"{name.Trim().Replace(' ', '-')}.txt");
        var actual = string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())).TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(file, actual);
        actual.ShouldBe(File.ReadAllText(file));
    }
}
