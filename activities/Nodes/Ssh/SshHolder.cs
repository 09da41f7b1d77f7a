namespace Pipeline.Activities.Nodes.Ssh;

/// <summary>Keeps one connection open for many users: made when first needed, and again when it was lost. Who comes while it is made waits for the same one, or hears the same fault.</summary>
internal sealed class SshHolder(Func<Task<SshConnection>> open) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private Task<SshConnection>? current;
    private bool closed;

    public Task<SshConnection> GetAsync()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            return current is { } task && (!task.IsCompleted || (task.IsCompletedSuccessfully && task.Result.IsUsable)) ? task : current = ReplaceAsync(current);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<SshConnection>? last;
        lock (gate)
            (closed, last) = (true, current);
        if (last is not null)
            await CloseAsync(last);
    }

    private async Task<SshConnection> ReplaceAsync(Task<SshConnection>? former)
    {
        if (former is not null)
            await CloseAsync(former);
        return await open();
    }

    private static async Task CloseAsync(Task<SshConnection> connection)
    {
        try
        {
            await (await connection).DisposeAsync();
        }
        catch (SshFaultException)
        {
            // It was never made; who asked for it has heard why.
        }
    }
}
