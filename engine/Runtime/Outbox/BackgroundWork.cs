using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pipeline.Engine.Runtime.Outbox;

/// <summary>Work that nobody waits for. Disposing stops it; what was stored is taken up at the next start.</summary>
internal sealed partial class BackgroundWork(ILogger<BackgroundWork> logger) : IEngineActivity, IAsyncDisposable, IDisposable
{
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    public CancellationToken Stopping => _stopping.Token;

    public void Start(string what, Func<CancellationToken, Task> work)
    {
        if (_stopping.IsCancellationRequested)
            return;
        var task = RunAsync(what, work);
        _running[task] = true;
        task.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public async Task WhenIdleAsync(CancellationToken cancellationToken = default)
    {
        while (_running.Keys.Where(task => !task.IsCompleted).ToList() is { Count: > 0 } running)
            await Task.WhenAll(running).WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Keys);
        _stopping.Dispose();
    }

    /// <summary>Stops without waiting.</summary>
    public void Dispose()
    {
        if (!_stopping.IsCancellationRequested)
            _stopping.Cancel();
    }

    private async Task RunAsync(string what, Func<CancellationToken, Task> work)
    {
        await Task.Yield();
        try
        {
            await work(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogStopped(what);
        }
        catch (Exception e)
        {
            // The host goes on; the request stays stored and is tried again at the next start.
            LogFailed(e, what);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Stopped with the host: {What}")]
    private partial void LogStopped(string what);

    [LoggerMessage(LogLevel.Error, "Failed and left for the next start: {What}")]
    private partial void LogFailed(Exception exception, string what);
}
