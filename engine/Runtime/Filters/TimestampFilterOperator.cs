namespace Elsa.Workflows.Management.Enums;

/// <summary>How points in time are compared.</summary>
public enum TimestampFilterOperator
{
    Is = 0,
    IsNot = 1,
    LessThan = 2,
    GreaterThan = 3,
    LessThanOrEqual = 4,
    GreaterThanOrEqual = 5
}
