using System.Globalization;
using System.Text;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Host.Simulator.State;

/// <summary>
/// The node's own record of what ran on it: a line when a tool starts (time, <c>start</c>, process id, tool, arguments)
/// and a line when it ends (time, <c>end</c>, process id, tool, exit code). A killed tool leaves no end line.
/// </summary>
internal sealed class EventLog(string path, TimeProvider clock)
{
    /// <summary>Records a tool's start.</summary>
    public void Start(string tool, IEnumerable<string> arguments) =>
        Append($"start {Environment.ProcessId} {string.Join(' ', arguments.Prepend(tool).Select(OneLine))}");

    /// <summary>Records a tool's end.</summary>
    public void End(string tool, int exitCode) => Append($"end {Environment.ProcessId} {tool} {exitCode}");

    /// <summary>How often a tool was started, with how many arguments soever.</summary>
    public static int CountStarts(string path, string tool)
    {
        if (!File.Exists(path)) return 0;
        return File.ReadLines(path).Count(line =>
        {
            string[] words = line.Split(' ', 5);
            return words.Length > 3 && words[1] == "start" && words[3] == tool;
        });
    }

    private static string OneLine(string word) => ShellQuote.Word(word.Replace('\n', '␤'));

    private void Append(string text)
    {
        string time = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        using FileStream log = SharedFiles.OpenExclusively(path);
        log.Seek(0, SeekOrigin.End);
        log.Write(Encoding.UTF8.GetBytes($"{time} {text}\n"));
    }
}
