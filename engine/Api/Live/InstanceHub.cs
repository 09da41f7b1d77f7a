using Microsoft.AspNetCore.SignalR;

namespace Pipeline.Engine.Api.Live;

/// <summary>The hub that Elsa Studio's viewer listens to while an instance runs.</summary>
internal sealed class InstanceHub(ObservedInstances observed) : Hub
{
    /// <summary>Asks to be told of an instance's progress.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId, Context.ConnectionAborted);
        observed.Add(Context.ConnectionId, instanceId);
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        observed.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
