using System.Globalization;
using System.Text;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>Understands what <see cref="ReadScript"/> prints.</summary>
internal sealed class ReadAnswer
{
    private readonly Dictionary<string, string[]> states = [];
    private readonly Dictionary<string, (long Size, byte[] Bytes)> logs = [];

    private ReadAnswer(string[] lines)
    {
        var at = 0;
        for (; at < lines.Length - 1 && !lines[at].StartsWith('@'); at++)
        {
            var words = lines[at].Split(' ', 5);
            states[words[0]] = words;
        }

        while (at < lines.Length - 1)
        {
            var words = lines[at++][1..].Split(' ');
            var base64 = new StringBuilder();
            for (; at < lines.Length - 1 && !lines[at].StartsWith('@'); at++)
                base64.Append(lines[at]);
            logs[words[0]] = (Number(words[1]), Convert.FromBase64String(base64.ToString()));
        }
    }

    /// <summary>Parses a whole answer.</summary>
    /// <exception cref="FormatException">It is cut short or no answer at all.</exception>
    public static ReadAnswer Parse(string output)
    {
        var lines = output.TrimEnd('\n').Split('\n');
        return lines[^1] == "."
            ? new ReadAnswer(lines)
            : throw new FormatException("The answer is incomplete.");
    }

    /// <summary>What the answer says of a job.</summary>
    public JobReading Of(JobPosition job, string node)
    {
        if (!states.TryGetValue(job.Id, out var words) || words.Length < 5)
            throw new FormatException($"The answer says nothing of the job '{job.Id}'.");
        var (size, bytes) = logs.GetValueOrDefault(job.Id, (0, []));
        var length = Math.Max(size, bytes.Length == 0 ? 0 : job.LogOffset + bytes.Length);
        var state = State(words[1]);
        var complete = state != JobState.Running && job.LogOffset + bytes.Length >= length;
        var text = complete ? bytes : Utf8.Whole(bytes);
        return new JobReading(
            new JobStatus(job.Id, node, state, state == JobState.Exited ? (int)Number(words[2]) : null, length, Reason(words[1], words[4], node)),
            Encoding.UTF8.GetString(text),
            job.LogOffset + text.Length)
        {
            Age = TimeSpan.FromSeconds(Number(words[3])),
        };
    }

    private static JobState State(string word) => word switch
    {
        "running" => JobState.Running,
        "exited" => JobState.Exited,
        "lost" => JobState.Lost,
        CancelScript.Cancelled => JobState.Cancelled,
        CancelScript.TimedOut => JobState.TimedOut,
        _ => throw new FormatException($"'{word}' is no state of a job."),
    };

    private static string? Reason(string state, string why, string node) => (state, why) switch
    {
        ("lost", ReadScript.NeverStarted) => $"it was never started on {node}",
        ("lost", ReadScript.Rebooted) => $"{node} was rebooted while it ran",
        ("lost", ReadScript.Gone) => $"its process on {node} is gone and left no exit code: it was killed from outside, perhaps for want of memory",
        ("exited", ReadScript.DiskFull) => $"No space left on device: the shared disk was full when it ended on {node}",
        (_, "") => null,
        _ => why,
    };

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
