using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Operations;

/// <summary>Whether the database answers.</summary>
internal sealed class DatabaseHealth(IRuns runs) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        _ = await runs.ListAsync(1, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
