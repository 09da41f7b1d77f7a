using System.Text;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>
/// Jobs kept in folders of the shared workspace; nothing about them is held in this process. The job's own process links
/// its identity (process, boot, start time, node) to the file <c>pid</c>, and a link is made once: of many starters, also
/// after crashes and on NFS, one becomes the job. Its honest limit: a process that is killed between that link and the
/// first command of the script counts as lost and is not started again — at most once, never twice.
/// </summary>
public sealed class DetachedJobs(INodePool pool) : IJobs
{
    private const int LogBudget = 2 * 1024 * 1024;
    private const int LeastLog = 4 * 1024;
    private const int TailLimit = 64 * 1024;

    private static readonly TimeSpan Overhead = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public string Folder(string jobId) => $"{Root}/{JobId.Checked(jobId)}";

    private string Root => $"{pool.Workspace}/.pipeline/jobs";

    /// <inheritdoc/>
    public async Task StartAsync(JobSpec job, CancellationToken cancellationToken = default)
    {
        foreach (var name in job.Environment.Keys.Where(n => !JobId.IsVariable(n)))
            throw new ArgumentException($"'{name}' is no name of an environment variable: letters, digits and '_' only, and no digit first.", nameof(job));
        var file = StartScript.File(job).Text;
        var script = StartScript.Of(Folder(job.Id), job, Encoding.UTF8.GetByteCount(file));
        await RunAsync(job.Node, $"The job {job.Id} could not be started on {job.Node}", new ShellCommand(script) { Input = file }, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobReading>> ReadAsync(
        string node, IReadOnlyCollection<JobPosition> jobs, int maxLogBytes = 256 * 1024, CancellationToken cancellationToken = default)
    {
        if (jobs.Count == 0)
            return [];
        var share = Math.Min(maxLogBytes, Math.Max(LeastLog, LogBudget / jobs.Count));
        var command = new ShellCommand(ReadScript.Of(Root, share))
        {
            Input = string.Concat(jobs.Select(j => $"{JobId.Checked(j.Id)} {j.LogOffset}\n")),
            OutputLimit = jobs.Count * (share / 2 * 3 + 4096),
        };
        var result = await RunAsync(node, $"The jobs on {node} could not be read", command, cancellationToken);
        try
        {
            var answer = ReadAnswer.Parse(result.Output);
            return [.. jobs.Select(j => answer.Of(j, node))];
        }
        catch (FormatException e)
        {
            throw new ShellException(node, $"The jobs on {node} could not be read: {e.Message} {result.Error}".TrimEnd(), transient: true, e);
        }
    }

    /// <inheritdoc/>
    public async Task CancelAsync(string node, string jobId, TimeSpan grace, string? tookTooLong = null, CancellationToken cancellationToken = default)
    {
        var word = tookTooLong is null ? CancelScript.Cancelled : CancelScript.TimedOut;
        var script = CancelScript.Of(Folder(jobId), node, word, tookTooLong?.ReplaceLineEndings(" ") ?? "", grace);
        await RunAsync(node, $"The job {jobId} could not be ended on {node}", new ShellCommand(script) { Timeout = grace + Overhead }, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string> TailAsync(string node, string jobId, int lines, CancellationToken cancellationToken = default)
    {
        var log = $"{Folder(jobId)}/log";
        var script = ShellScript.Of($"[ ! -e {log} ] || tail -n {lines} -- {log} | tail -c {TailLimit}");
        return (await RunAsync(node, $"The log of {jobId} could not be read on {node}", new ShellCommand(script), cancellationToken)).Output;
    }

    private async Task<ShellResult> RunAsync(string node, string failure, ShellCommand command, CancellationToken cancellationToken)
    {
        var result = await pool.Shell(node).RunAsync(command, cancellationToken);
        return result.ExitCode == 0
            ? result
            : throw new ShellException(node, $"{failure}: {result.Error.Trim()} (exit code {result.ExitCode}). Check that {pool.Workspace} is mounted there, writable and not full.", transient: false);
    }
}
