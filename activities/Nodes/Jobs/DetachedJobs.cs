using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>Detached jobs over the nodes' shells; see <see cref="JobFolder"/> for how they work.</summary>
public sealed class DetachedJobs(INodePool pool) : IJobs
{
    /// <inheritdoc/>
    public string Folder(string jobId) => $"{pool.Workspace}/.pipeline/jobs/{Checked(jobId)}";

    /// <inheritdoc/>
    public async Task StartAsync(JobSpec job, CancellationToken cancellationToken = default) =>
        await RunAsync(job.Node, JobFolder.Start(Folder(job.Id), job), $"start the job {job.Id}", cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobReading>> ReadAsync(
        string node, IReadOnlyCollection<JobPosition> jobs, int maxLogBytes = 256 * 1024, CancellationToken cancellationToken = default)
    {
        if (jobs.Count == 0)
            return [];
        var script = JobFolder.Read(jobs.Select(j => (Folder(j.Id), j.LogOffset)), maxLogBytes);
        var limit = (maxLogBytes * 2 + 4096) * jobs.Count;
        var result = await pool.Shell(node).RunAsync(new ShellCommand(script) { OutputLimit = limit }, cancellationToken);
        return JobReadings.Parse(node, jobs, result.Output);
    }

    /// <inheritdoc/>
    public async Task CancelAsync(string node, string jobId, TimeSpan grace, string? tookTooLong = null, CancellationToken cancellationToken = default)
    {
        var script = JobFolder.End(Folder(jobId), pool.Find(node).Container?.Name, grace, tookTooLong ?? "");
        var command = new ShellCommand(script) { Timeout = grace + TimeSpan.FromSeconds(60) };
        await pool.Shell(node).RunAsync(command, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string> TailAsync(string node, string jobId, int lines, CancellationToken cancellationToken = default) =>
        (await pool.Shell(node).RunAsync(new ShellCommand(JobFolder.Tail(Folder(jobId), lines)), cancellationToken)).Output;

    private async Task RunAsync(string node, ShellScript script, string what, CancellationToken cancellationToken)
    {
        var result = await pool.Shell(node).RunAsync(new ShellCommand(script), cancellationToken);
        if (result.ExitCode != 0)
            throw new ShellException(
                node,
                $"Node {node} could not {what} (exit code {result.ExitCode}): {result.Error.Trim()} Check that the workspace {pool.Workspace} is mounted, writable and not full.",
                transient: false);
    }

    private static string Checked(string jobId) =>
        jobId.Length > 0 && jobId.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? jobId
            : throw new ArgumentException($"'{jobId}' is no job id: letters, digits, '.', '_' and '-' only.", nameof(jobId));
}
