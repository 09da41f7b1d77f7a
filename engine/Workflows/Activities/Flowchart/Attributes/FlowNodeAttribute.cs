namespace Elsa.Workflows.Activities.Flowchart.Attributes;

/// <summary>Names the outcomes that connections can start from.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class FlowNodeAttribute(params string[] outcomes) : Attribute
{
    public ICollection<string> Outcomes { get; } = outcomes;
}
