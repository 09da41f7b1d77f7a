using Elsa.Http.Bookmarks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Pipeline.Engine.Definitions.Triggers;
using Pipeline.Engine.Http;
using Pipeline.Engine.Runtime.Intake;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Hosting;

namespace Pipeline.Host.Web.Hooks;

/// <summary>The hooks of designed workflows: published definitions that begin with an HTTP endpoint for POST.</summary>
internal sealed class DesignedHooks(ITriggerIndex triggers, RunIntake intake, RunPools pools)
{
    private static readonly string[] Secret = ["authorization", "cookie", "key", "secret", "token", "signature"];

    /// <summary>The trigger that listens to a path; null when none does.</summary>
    public async Task<StartTrigger?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var normal = path.Trim('/');
        return (await triggers.ListAsync(HttpDelivery.Endpoint, cancellationToken)).FirstOrDefault(t => t.Payload is HttpEndpointBookmarkPayload endpoint
            && string.Equals(endpoint.Path, normal, StringComparison.OrdinalIgnoreCase) && HttpMethods.IsPost(endpoint.Method));
    }

    /// <summary>Starts the run of a delivery, or finds the one it started before.</summary>
    /// <exception cref="InputException">The body is no JSON.</exception>
    /// <exception cref="DeliveryConflictException">The delivery came before with another body.</exception>
    /// <exception cref="ActivationRefusedException">The workflow allows no run beside one that goes on.</exception>
    public async Task<AcceptedRun> StartAsync(StartTrigger trigger, HttpRequest request, byte[] body, Delivery? delivery, string actor, CancellationToken cancellationToken)
    {
        if (delivery is not null && await intake.FindAsync(delivery, cancellationToken) is { } known)
            return known;
        var input = new HttpDelivery("POST", ((HttpEndpointBookmarkPayload)trigger.Payload!).Path)
        {
            Body = JsonInputs.Parse(body),
            Query = Open(request.Query),
            Headers = Open(request.Headers),
        };
        // As Elsa's server reads it.
        var correlation = request.Headers["X-Correlation-Id"].FirstOrDefault() ?? request.Query["correlationId"].FirstOrDefault();
        return await intake.AcceptAsync(
            delivery,
            async run => (await triggers.StartAsync(trigger, run, input.ToInput(), pools.Origin(actor, delivery).ToProperties(), correlation, cancellationToken)).Creation,
            trigger.DefinitionId,
            cancellationToken);
    }

    /// <summary>What a workflow may see and the database may hold: credentials are neither's business.</summary>
    private static Dictionary<string, string> Open(IEnumerable<KeyValuePair<string, StringValues>> values) =>
        values.Where(v => !Secret.Any(s => v.Key.Contains(s, StringComparison.OrdinalIgnoreCase))).ToDictionary(v => v.Key, v => v.Value.ToString());
}
