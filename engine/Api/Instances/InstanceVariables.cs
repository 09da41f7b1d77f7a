using Elsa.Workflows.Management.Entities;
using Pipeline.Engine.Registration;

namespace Pipeline.Engine.Api.Instances;

/// <summary>The stored values of an instance's variables, by the names that the workflow gives them.</summary>
internal sealed class InstanceVariables(WorkflowCatalog catalog)
{
    private const string Stored = "Variables";

    /// <summary>The workflow's own variables; those never written have no value.</summary>
    public async Task<IReadOnlyList<InstanceVariable>> OfAsync(WorkflowInstance instance)
    {
        if (await catalog.FindVersionAsync(instance.DefinitionId, instance.DefinitionVersionId) is not { } graph)
            return [];
        var values = new Dictionary<string, object?>();
        foreach (var scope in instance.WorkflowState.ActivityExecutionContexts)
        {
            if (scope.Properties.TryGetValue(Stored, out var stored) && stored is IDictionary<string, object> named)
            {
                foreach (var (id, value) in named)
                    values[id] = value;
            }
        }

        return [.. graph.Workflow.Variables.Select(v => new InstanceVariable(v.Id, v.Name, values.GetValueOrDefault(v.Id)))];
    }
}

/// <summary>A variable with its value.</summary>
/// <param name="Id">Its id in the workflow.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its stored value.</param>
internal sealed record InstanceVariable(string Id, string Name, object? Value);
