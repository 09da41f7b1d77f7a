using System.Text.Json.Serialization;

namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>One case of a <see cref="Activities.FlowSwitch"/>; its label is the outcome.</summary>
public class FlowSwitchCase
{
    [JsonConstructor]
    public FlowSwitchCase()
    {
    }

    public FlowSwitchCase(string label, Expression condition)
    {
        Label = label;
        Condition = condition;
    }

    public FlowSwitchCase(string label, Func<ExpressionExecutionContext, ValueTask<bool>> condition) : this(label, Expression.DelegateExpression(condition))
    {
    }

    public FlowSwitchCase(string label, Func<ValueTask<bool>> condition) : this(label, Expression.DelegateExpression(condition))
    {
    }

    public FlowSwitchCase(string label, Func<ExpressionExecutionContext, bool> condition) : this(label, Expression.DelegateExpression(condition))
    {
    }

    public FlowSwitchCase(string label, Func<bool> condition) : this(label, Expression.DelegateExpression(condition))
    {
    }

    public string Label { get; set; } = "";
    public Expression Condition { get; set; } = Expression.LiteralExpression(false);
}
