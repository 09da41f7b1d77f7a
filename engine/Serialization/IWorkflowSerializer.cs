using Elsa.Workflows.Activities;

namespace Elsa.Workflows.Management;

/// <summary>The JSON form of workflows: definitions.</summary>
public interface IWorkflowSerializer
{
    /// <exception cref="Pipeline.Engine.Definitions.Json.InvalidDefinitionException">The workflow is part code.</exception>
    string Serialize(Workflow workflow);

    /// <exception cref="Pipeline.Engine.Definitions.Json.InvalidDefinitionException">The text is no definition, or holds what is not supported.</exception>
    Workflow Deserialize(string serializedWorkflow);
}
