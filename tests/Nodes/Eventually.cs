namespace Pipeline.Tests.Nodes;

/// <summary>Waits for what a process of this machine is about to do, with a generous deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static Task BeTrueAsync(Func<bool> condition) => BeTrueAsync(() => Task.FromResult(condition()));

    public static async Task BeTrueAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!await condition())
            await Task.Delay(10, deadline.Token);
    }
}
