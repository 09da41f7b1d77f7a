using Elsa.Workflows.Management.Enums;

namespace Elsa.Workflows.Management.Models;

/// <summary>A comparison of one of an instance's points in time.</summary>
public class TimestampFilter
{
    /// <summary><c>CreatedAt</c>, <c>UpdatedAt</c> or <c>FinishedAt</c>.</summary>
    public required string Column { get; set; }

    public required TimestampFilterOperator Operator { get; set; }

    public required DateTimeOffset Timestamp { get; set; }
}
