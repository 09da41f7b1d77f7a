namespace Elsa.Workflows;

/// <summary>An activity that declares variables.</summary>
public interface IVariableContainer : IActivity
{
    ICollection<Variable> Variables { get; }
}
