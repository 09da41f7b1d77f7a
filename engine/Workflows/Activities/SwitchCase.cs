using System.Text.Json.Serialization;

namespace Elsa.Workflows.Activities;

/// <summary>One case of a <see cref="Switch"/>.</summary>
public class SwitchCase
{
    [JsonConstructor]
    public SwitchCase()
    {
    }

    public SwitchCase(string label, Expression condition, IActivity activity)
    {
        Label = label;
        Condition = condition;
        Activity = activity;
    }

    public SwitchCase(string label, Func<ExpressionExecutionContext, ValueTask<bool>> condition, IActivity activity) : this(label, Expression.DelegateExpression(condition), activity)
    {
    }

    public SwitchCase(string label, Func<ValueTask<bool>> condition, IActivity activity) : this(label, Expression.DelegateExpression(condition), activity)
    {
    }

    public SwitchCase(string label, Func<ExpressionExecutionContext, bool> condition, IActivity activity) : this(label, Expression.DelegateExpression(condition), activity)
    {
    }

    public SwitchCase(string label, Func<bool> condition, IActivity activity) : this(label, Expression.DelegateExpression(condition), activity)
    {
    }

    public string Label { get; set; } = "";
    public Expression Condition { get; set; } = Expression.LiteralExpression(false);
    public IActivity? Activity { get; set; }
}
