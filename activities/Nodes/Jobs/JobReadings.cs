using System.Globalization;
using System.Text;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>Reads what <see cref="JobFolder.Read"/> prints. Pure.</summary>
internal static class JobReadings
{
    /// <summary>One reading per job, in the order asked.</summary>
    /// <exception cref="FormatException">The output is not what the script prints.</exception>
    public static IReadOnlyList<JobReading> Parse(string node, IReadOnlyCollection<JobPosition> jobs, string output)
    {
        var lines = output.Split('\n');
        if (lines.Length < jobs.Count * 2)
            throw new FormatException($"Node {node} answered {lines.Length} lines about {jobs.Count} jobs: {output[..Math.Min(output.Length, 200)]}");
        return [.. jobs.Select((job, i) => Parse(node, job, lines[2 * i], lines[2 * i + 1]))];
    }

    private static JobReading Parse(string node, JobPosition job, string facts, string log)
    {
        if (facts.Split(' ') is not [var word, var detail, var size, var age, var silence, var ended])
            throw new FormatException($"Node {node} answered about job {job.Id}: {facts}");
        var length = Number(size);
        var reason = ended.Length > 1 && ended != "e-" ? Encoding.UTF8.GetString(Convert.FromBase64String(ended[1..])) : ended == "e" ? "" : null;
        var status = Status(node, job.Id, word, detail, length, reason);
        var bytes = (ReadOnlySpan<byte>)Convert.FromBase64String(log);
        // A character that is cut off here comes whole with the next reading, unless nothing follows any more.
        var complete = status.State != JobState.Running && job.LogOffset + bytes.Length >= length;
        var whole = complete ? bytes : Utf8.Whole(bytes);
        return new JobReading(status, Encoding.UTF8.GetString(whole), job.LogOffset + whole.Length)
        {
            Age = TimeSpan.FromSeconds(Number(age)),
            Silence = TimeSpan.FromSeconds(Math.Min(Number(age), Number(silence))),
        };
    }

    private static JobStatus Status(string node, string id, string word, string detail, long length, string? ended) => (word, detail, ended) switch
    {
        ("running", _, _) => new(id, node, JobState.Running, null, length),
        (_, _, { Length: > 0 }) => new(id, node, JobState.TimedOut, null, length, ended),
        (_, _, not null) => new(id, node, JobState.Cancelled, null, length),
        ("exited", var code, _) => new(id, node, JobState.Exited, (int)Number(code), length),
        (_, "reboot", _) => new(id, node, JobState.Lost, null, length, "the node was rebooted"),
        (_, "gone", _) => new(id, node, JobState.Lost, null, length, "its process was killed"),
        (_, "unknown", _) => new(id, node, JobState.Lost, null, length, "its folder does not exist"),
        _ => new(id, node, JobState.Lost, null, length, "it died before it began"),
    };

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
