using Elsa.Http.Bookmarks;
using Elsa.Workflows;
using Microsoft.AspNetCore.Http;
using Pipeline.Engine.Definitions.Triggers;
using Pipeline.Engine.Http;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Hosting;

namespace Pipeline.Host.Web.Hooks;

/// <summary>The hooks of designed workflows: published definitions that begin with an HTTP endpoint for POST.</summary>
internal sealed class DesignedHooks(ITriggerIndex triggers, RunIntake intake, IIdentityGenerator ids)
{
    private const string Endpoint = "Elsa.HttpEndpoint";
    private static readonly string[] Secret = ["authorization", "cookie", "key", "secret", "token", "signature"];

    /// <summary>The trigger that listens to a path; null when none does.</summary>
    public async Task<StartTrigger?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var normal = path.Trim('/');
        return (await triggers.ListAsync(Endpoint, cancellationToken)).FirstOrDefault(t => t.Payload is HttpEndpointBookmarkPayload endpoint
            && string.Equals(endpoint.Path, normal, StringComparison.OrdinalIgnoreCase) && HttpMethods.IsPost(endpoint.Method));
    }

    /// <summary>Starts the run of a delivery, or finds the one it started before.</summary>
    /// <exception cref="InputException">The body is no JSON.</exception>
    /// <exception cref="DeliveryConflictException">The delivery came before with another body.</exception>
    public async Task<AcceptedRun> StartAsync(StartTrigger trigger, HttpRequest request, byte[] body, Delivery? delivery, string actor, CancellationToken cancellationToken)
    {
        if (delivery is not null && await intake.FindAsync(delivery, cancellationToken) is { } known)
            return known;
        var input = new HttpDelivery("POST", ((HttpEndpointBookmarkPayload)trigger.Payload!).Path)
        {
            Body = JsonInputs.Parse(body),
            Query = request.Query.ToDictionary(q => q.Key, q => q.Value.ToString()),
            Headers = request.Headers.Where(h => !Secret.Any(s => h.Key.Contains(s, StringComparison.OrdinalIgnoreCase))).ToDictionary(h => h.Key, h => h.Value.ToString()),
        };
        var run = delivery is null ? ids.GenerateId() : RunOrigin.RunIdOf(delivery);
        var (_, isNew) = await triggers.StartAsync(trigger, run, input.ToInput(), new RunOrigin(actor, delivery).ToProperties(), cancellationToken);
        return new AcceptedRun(run, isNew);
    }
}
