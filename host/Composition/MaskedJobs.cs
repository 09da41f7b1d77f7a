using Pipeline.Activities.Nodes.Jobs;

namespace Pipeline.Host.Composition;

/// <summary>
/// Masks secrets in what jobs print, where it enters the host: so progress, failures, journal, database, pages and the
/// command line never hold one.
/// </summary>
internal sealed class MaskedJobs(IJobs inner, Secrets secrets) : IJobs
{
    /// <inheritdoc/>
    public Task StartAsync(JobSpec job, CancellationToken cancellationToken = default) => inner.StartAsync(job, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobReading>> ReadAsync(
        string node, IReadOnlyCollection<JobPosition> jobs, int maxLogBytes = 256 * 1024, CancellationToken cancellationToken = default) =>
        [.. (await inner.ReadAsync(node, jobs, maxLogBytes, cancellationToken)).Select(r => r with { Log = secrets.Mask(r.Log) })];

    /// <inheritdoc/>
    public Task CancelAsync(string node, string jobId, TimeSpan grace, string? tookTooLong = null, CancellationToken cancellationToken = default) =>
        inner.CancelAsync(node, jobId, grace, tookTooLong, cancellationToken);

    /// <inheritdoc/>
    public async Task<string> TailAsync(string node, string jobId, int lines, CancellationToken cancellationToken = default) =>
        secrets.Mask(await inner.TailAsync(node, jobId, lines, cancellationToken));

    /// <inheritdoc/>
    public string Folder(string jobId) => inner.Folder(jobId);
}
