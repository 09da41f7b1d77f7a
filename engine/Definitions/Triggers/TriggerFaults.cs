using Elsa.Http.Bookmarks;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Http;

namespace Pipeline.Engine.Definitions.Triggers;

/// <summary>Triggers that would wait for ever: the clock serves Cron, Timer and StartAt, hooks serve HTTP endpoints that begin a workflow, with POST.</summary>
internal static class TriggerFaults
{
    /// <summary>What can be told from the workflow alone.</summary>
    public static IReadOnlyList<DefinitionFault> Of(WorkflowGraph graph) =>
        [.. graph.Nodes.Select(node => node.Activity).OfType<Activity>().Where(activity => activity is ITrigger).Select(Of).OfType<DefinitionFault>()];

    /// <exception cref="InvalidDefinitionException">The stimulus never comes.</exception>
    public static void ExpectServed(ITrigger trigger, object payload)
    {
        if (payload is HttpEndpointBookmarkPayload endpoint && !endpoint.Method.Equals("POST", StringComparison.OrdinalIgnoreCase))
            throw new InvalidDefinitionException(trigger.NodeId, $"The endpoint /{endpoint.Path} listens to {endpoint.Method.ToUpperInvariant()}, but only POST starts workflows; choose POST alone as its supported method.");
    }

    private static DefinitionFault? Of(Activity trigger)
    {
        if (trigger.CanStartWorkflow && !TriggerPayloads.Knows(trigger.Type))
            return new DefinitionFault(trigger.NodeId, $"Nothing starts workflows by {trigger.Type}; switch off 'Trigger workflow' of this activity and begin with {string.Join(", ", TriggerPayloads.Names)}, or start the workflow by hand.");
        return !trigger.CanStartWorkflow && trigger.Type == HttpDelivery.Endpoint
            ? new DefinitionFault(trigger.NodeId, "An HTTP endpoint only starts workflows; within one no request reaches it. Switch on 'Trigger workflow' of this activity, or wait for an Elsa.Event in its place.")
            : null;
    }
}
