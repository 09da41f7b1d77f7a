namespace Pipeline.Engine.Building;

/// <inheritdoc cref="IWorkflowBuilderFactory"/>
internal sealed class WorkflowBuilderFactory(IWorkflowGraphBuilder graphs, ISystemClock clock) : IWorkflowBuilderFactory
{
    public IWorkflowBuilder CreateBuilder() => new WorkflowBuilder(graphs, clock);
}
