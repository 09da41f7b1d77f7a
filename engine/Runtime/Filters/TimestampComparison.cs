using System.Linq.Expressions;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Enums;
using Elsa.Workflows.Management.Models;
using Expr = System.Linq.Expressions.Expression;

namespace Pipeline.Engine.Runtime.Filters;

/// <summary>Comparisons of points in time as conditions that the database evaluates.</summary>
internal static class TimestampComparison
{
    /// <summary>The columns that can be compared.</summary>
    public static IReadOnlyList<string> Columns { get; } = [nameof(WorkflowInstance.CreatedAt), nameof(WorkflowInstance.UpdatedAt), nameof(WorkflowInstance.FinishedAt)];

    /// <summary>The condition.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public static Expression<Func<WorkflowInstance, bool>> Of(TimestampFilter filter)
    {
        if (!Columns.Contains(filter.Column))
            throw new ArgumentException($"Instances have no point in time '{filter.Column}'; there are {string.Join(", ", Columns)}.");
        var instance = Expr.Parameter(typeof(WorkflowInstance));
        var column = Expr.Property(instance, filter.Column);
        var moment = Expr.Convert(Expr.Property(Expr.Constant(filter), nameof(TimestampFilter.Timestamp)), column.Type);
        return Expr.Lambda<Func<WorkflowInstance, bool>>(
            filter.Operator switch
            {
                TimestampFilterOperator.IsNot => Expr.NotEqual(column, moment),
                TimestampFilterOperator.LessThan => Expr.LessThan(column, moment),
                TimestampFilterOperator.GreaterThan => Expr.GreaterThan(column, moment),
                TimestampFilterOperator.LessThanOrEqual => Expr.LessThanOrEqual(column, moment),
                TimestampFilterOperator.GreaterThanOrEqual => Expr.GreaterThanOrEqual(column, moment),
                _ => Expr.Equal(column, moment)
            },
            instance);
    }
}
