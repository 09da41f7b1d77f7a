using System.Runtime.CompilerServices;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Records;

namespace Pipeline.Host.Runs;

/// <summary>Reads the logs of a run's jobs from the nodes, step after step, page by page.</summary>
internal sealed class RunLogs(RunQueries queries, IJobs jobs)
{
    private const int Page = 256 * 1024;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>The logs so far, or with <paramref name="follow"/> until the run ends.</summary>
    public async IAsyncEnumerable<LogChunk> ReadAsync(string runId, string? step, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var offsets = new Dictionary<string, long>();
        var checkedName = false;
        while (true)
        {
            var run = await queries.FindAsync(runId, cancellationToken);
            if (run is null)
                yield break;
            if (!checkedName && step is not null && run.EndedAt is not null)
                RequireStep(run, step);
            checkedName = true;

            var any = false;
            foreach (var record in run.Steps.Where(s => step is null || string.Equals(s.Name, step, StringComparison.OrdinalIgnoreCase)))
            {
                foreach (var job in record.Jobs)
                {
                    await foreach (var text in ReadJobAsync(record, job, offsets, cancellationToken))
                    {
                        any = true;
                        yield return text;
                    }
                }
            }

            if (!follow || (run.EndedAt is not null && !any))
                yield break;
            await Task.Delay(Poll, cancellationToken);
        }
    }

    /// <summary>A piece of one job's log.</summary>
    /// <param name="node">A node that can read it.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="offset">Where to begin, in bytes.</param>
    /// <param name="limit">Most bytes; a character is never cut in two.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<LogPiece> ReadAsync(string node, string jobId, long offset, int limit, CancellationToken cancellationToken)
    {
        var reading = (await jobs.ReadAsync(node, [new JobPosition(jobId, offset, new JobSpec(jobId, node, ShellScript.Empty))], limit, cancellationToken))[0];
        var ended = reading.Status.State != JobState.Running && reading.NextOffset >= reading.Status.LogLength;
        return new LogPiece(reading.Log, reading.NextOffset, reading.Status.LogLength, ended);
    }

    private async IAsyncEnumerable<LogChunk> ReadJobAsync(
        StepRecord record, string jobId, Dictionary<string, long> offsets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var node = NodeOf(record, jobId);
        while (true)
        {
            var offset = offsets.GetValueOrDefault(jobId);
            var reading = (await jobs.ReadAsync(node, [new JobPosition(jobId, offset, new JobSpec(jobId, node, ShellScript.Empty))], Page, cancellationToken))[0];
            if (reading.NextOffset == offset)
                yield break;
            offsets[jobId] = reading.NextOffset;
            yield return new LogChunk(record.Name, node, reading.Log);
        }
    }

    /// <summary>The last job of each node of a step, in the nodes' order: of a step of several stages the one that tells what happens now.</summary>
    public static IEnumerable<(string Node, string Job)> LatestOf(StepRecord record) =>
        record.Jobs.GroupBy(job => NodeOf(record, job)).Select(jobs => (jobs.Key, jobs.Last()));

    /// <summary>A job's node. Its log lies on the shared file system: any node of the step can read it.</summary>
    public static string NodeOf(StepRecord record, string jobId)
    {
        var index = record.Jobs.ToList().IndexOf(jobId);
        if (record.JobNodes.Count == record.Jobs.Count)
            return record.JobNodes[index];
        return record.Nodes.Count == record.Jobs.Count ? record.Nodes[index] : record.Nodes[0];
    }

    private static void RequireStep(RunView run, string step)
    {
        if (run.Steps.All(s => !string.Equals(s.Name, step, StringComparison.OrdinalIgnoreCase)))
            throw new InputException($"The run {run.Id} has no step '{step}'. It has {string.Join(", ", run.Steps.Select(s => s.Name).Distinct())}.");
    }
}

/// <summary>A piece of a job's log.</summary>
/// <param name="Text">The text.</param>
/// <param name="Next">Where to read on, in bytes.</param>
/// <param name="Length">The log's length so far, in bytes.</param>
/// <param name="Ended">Whether the job has ended and the text goes to the end.</param>
internal sealed record LogPiece(string Text, long Next, long Length, bool Ended);
