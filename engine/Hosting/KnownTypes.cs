using Elsa.Expressions.Services;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Stimuli;
using Elsa.Workflows.State;

namespace Pipeline.Engine;

/// <summary>The aliases of the engine's own types.</summary>
internal static class KnownTypes
{
    public static WellKnownTypeRegistry Create()
    {
        var registry = new WellKnownTypeRegistry();
        Type[] own =
        [
            typeof(VariablesDictionary), typeof(ExceptionState), typeof(ExecuteWorkflowResult), typeof(EventStimulus),
            typeof(ExecuteWorkflowStimulus), typeof(DispatchWorkflowStimulus), typeof(DelayPayload),
            typeof(ActivityStatus), typeof(WorkflowStatus), typeof(WorkflowSubStatus)
        ];
        foreach (var type in own)
            registry.RegisterType(type, type.Name);
        return registry;
    }
}
