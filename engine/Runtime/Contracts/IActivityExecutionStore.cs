using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;

namespace Elsa.Workflows.Runtime;

/// <summary>The activity executions of all instances, oldest first.</summary>
public interface IActivityExecutionStore
{
    Task<ActivityExecutionRecord?> FindAsync(ActivityExecutionRecordFilter filter, CancellationToken cancellationToken = default);

    Task<IEnumerable<ActivityExecutionRecord>> FindManyAsync(ActivityExecutionRecordFilter filter, CancellationToken cancellationToken = default);

    Task<long> CountAsync(ActivityExecutionRecordFilter filter, CancellationToken cancellationToken = default);
}
