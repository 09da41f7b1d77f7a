namespace Pipeline.Tests.Nodes;

/// <summary>Waits for what a process of this machine is about to do, with a generous deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static Task BeTrueAsync(Func<bool> condition, TimeSpan? within = null) => BeTrueAsync(() => Task.FromResult(condition()), within);

    public static async Task BeTrueAsync(Func<Task<bool>> condition, TimeSpan? within = null)
    {
        using var deadline = new CancellationTokenSource(within ?? Deadline);
        while (!await condition())
            await Task.Delay(10, deadline.Token);
    }
}
