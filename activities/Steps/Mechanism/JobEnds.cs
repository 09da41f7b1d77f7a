using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>Reads how a job ended.</summary>
internal static class JobEnds
{
    private const int Most = 256 * 1024;

    /// <summary>The job's state and the end of its log.</summary>
    public static async Task<(JobStatus Status, string Output)> ReadEndAsync(
        this IJobs jobs, string node, string id, ShellScript script, CancellationToken cancellationToken)
    {
        var job = new JobSpec(id, node, script);
        var reading = (await jobs.ReadAsync(node, [new JobPosition(id, 0, job)], Most, cancellationToken))[0];
        if (reading.Status.LogLength <= Most)
            return (reading.Status, reading.Log);
        var end = (await jobs.ReadAsync(node, [new JobPosition(id, reading.Status.LogLength - Most, job)], Most, cancellationToken))[0];
        return (end.Status, end.Log);
    }
}
