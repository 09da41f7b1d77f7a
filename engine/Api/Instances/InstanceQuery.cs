using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Pipeline.Engine.Runtime.Filters;
using Direction = Elsa.Common.Entities.OrderDirection;

namespace Pipeline.Engine.Api.Instances;

/// <summary>Which instances a list shows, as Studio asks for them.</summary>
internal sealed record InstanceQuery
{
    private const int LargestPage = 1000;

    public int? Page { get; init; }
    public int? PageSize { get; init; }
    public string? SearchTerm { get; init; }
    public string? DefinitionId { get; init; }
    public ICollection<string>? DefinitionIds { get; init; }
    public string? CorrelationId { get; init; }
    public int? Version { get; init; }
    public bool? HasIncidents { get; init; }
    public bool? IsSystem { get; init; }
    public WorkflowStatus? Status { get; init; }
    public ICollection<WorkflowStatus>? Statuses { get; init; }
    public WorkflowSubStatus? SubStatus { get; init; }
    public ICollection<WorkflowSubStatus>? SubStatuses { get; init; }

    /// <summary><c>Created</c>, <c>UpdatedAt</c> or <c>LastExecuted</c>, <c>Finished</c>, <c>Name</c>; nothing = created.</summary>
    public string? OrderBy { get; init; }
    public string? OrderDirection { get; init; }

    public ICollection<TimestampFilter>? TimestampFilters { get; init; }

    /// <summary>What is wrong with it; null if nothing is.</summary>
    public string? Fault => TimestampFilters?.FirstOrDefault(f => !TimestampComparison.Columns.Contains(f.Column)) is { } unknown
        ? $"Instances have no point in time '{unknown.Column}'; there are {string.Join(", ", TimestampComparison.Columns)}."
        : null;

    /// <summary>The page it asks for.</summary>
    public async Task<Page<WorkflowInstanceSummary>> ReadAsync(IWorkflowInstanceStore store, CancellationToken cancellationToken)
    {
        var size = Math.Clamp(PageSize ?? LargestPage, 1, LargestPage);
        var page = PageArgs.FromPage(Math.Max(0, Page ?? 0), size);
        var direction = string.Equals(OrderDirection, "Ascending", StringComparison.OrdinalIgnoreCase) ? Direction.Ascending : Direction.Descending;
        var filter = ToFilter();
        return OrderBy?.ToUpperInvariant() switch
        {
            "NAME" => await store.SummarizeManyAsync(filter, page, new WorkflowInstanceOrder<string?>(i => i.Name, direction), cancellationToken),
            "FINISHED" => await store.SummarizeManyAsync(filter, page, new WorkflowInstanceOrder<DateTimeOffset?>(i => i.FinishedAt, direction), cancellationToken),
            "UPDATEDAT" or "LASTEXECUTED" => await store.SummarizeManyAsync(filter, page, new WorkflowInstanceOrder<DateTimeOffset>(i => i.UpdatedAt, direction), cancellationToken),
            _ => await store.SummarizeManyAsync(filter, page, new WorkflowInstanceOrder<DateTimeOffset>(i => i.CreatedAt, direction), cancellationToken),
        };
    }

    /// <summary>What it matches, on whatever page.</summary>
    public WorkflowInstanceFilter ToFilter() => new()
    {
        SearchTerm = string.IsNullOrWhiteSpace(SearchTerm) ? null : SearchTerm.Trim(),
        DefinitionId = DefinitionId,
        DefinitionIds = DefinitionIds.OrNone(),
        CorrelationId = CorrelationId,
        Version = Version,
        HasIncidents = HasIncidents,
        IsSystem = IsSystem,
        WorkflowStatus = Status,
        WorkflowStatuses = Statuses.OrNone(),
        WorkflowSubStatus = SubStatus,
        WorkflowSubStatuses = SubStatuses.OrNone(),
        TimestampFilters = TimestampFilters.OrNone(),
    };
}
