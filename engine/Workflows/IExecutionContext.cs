namespace Elsa.Workflows;

/// <summary>The context of a workflow or of an activity.</summary>
public interface IExecutionContext
{
    string Id { get; }
    IActivity Activity { get; }
    ExpressionExecutionContext ExpressionExecutionContext { get; }
    IEnumerable<Variable> Variables { get; }
    IDictionary<string, object> Properties { get; }
}
