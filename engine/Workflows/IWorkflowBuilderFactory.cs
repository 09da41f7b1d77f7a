namespace Elsa.Workflows;

/// <summary>Makes workflow builders.</summary>
public interface IWorkflowBuilderFactory
{
    IWorkflowBuilder CreateBuilder();
}
