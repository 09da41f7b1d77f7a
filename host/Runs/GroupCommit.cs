using System.Threading.Channels;

namespace Pipeline.Host.Runs;

/// <summary>
/// Writes what comes while a transaction is under way together in the next one, so that hundreds of writers a second cost
/// a few commits. Every writer hears only when its part is committed.
/// </summary>
/// <param name="commit">Writes a batch in one transaction; answers for each item in turn.</param>
internal sealed class GroupCommit<TItem, TResult>(Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> commit) : IAsyncDisposable
{
    private const int LargestBatch = 256;

    private readonly Channel<Entry> entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock gate = new();
    private Task? writing;

    /// <summary>Adds an item; completes when it is committed. Not to be given up half-way: what is under way is committed.</summary>
    public Task<TResult> AddAsync(TItem item)
    {
        var entry = new Entry(item);
        lock (gate)
            writing ??= Task.Run(WriteAsync);
        return entries.Writer.TryWrite(entry) ? entry.Done.Task : throw new InvalidOperationException("The host is stopping; send it again.");
    }

    /// <summary>Commits what was added and takes nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        entries.Writer.TryComplete();
        if (writing is not null)
            await writing;
    }

    private async Task WriteAsync()
    {
        var batch = new List<Entry>();
        while (await entries.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < LargestBatch && entries.Reader.TryRead(out var entry))
                batch.Add(entry);
            await CommitAsync(batch);
        }
    }

    private async Task CommitAsync(List<Entry> batch)
    {
        try
        {
            var results = await commit([.. batch.Select(e => e.Item)]);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Done.SetResult(results[i]);
        }
        catch (Exception e)
        {
            // Each writer hears of it.
            batch.ForEach(b => b.Done.TrySetException(e));
        }
    }

    private sealed record Entry(TItem Item)
    {
        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
