using Elsa.Workflows.Activities;
using Elsa.Workflows.Management;

namespace Pipeline.Engine.Definitions.Json;

/// <inheritdoc cref="IWorkflowSerializer"/>
internal sealed class WorkflowSerializer(WorkflowReader reader) : IWorkflowSerializer
{
    public string Serialize(Workflow workflow)
    {
        var faults = new List<DefinitionFault>();
        var json = WorkflowWriter.Write(workflow, faults);
        return faults.Count == 0 ? DefinitionText.WriteCompact(json) : throw new InvalidDefinitionException(faults);
    }

    public Workflow Deserialize(string serializedWorkflow) => reader.Read(DefinitionText.Parse(serializedWorkflow));
}
