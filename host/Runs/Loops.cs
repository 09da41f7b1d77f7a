using Microsoft.Extensions.Logging;

namespace Pipeline.Host.Runs;

/// <summary>Work that is done again and again until the host stops, and goes on after an error.</summary>
internal static class Loops
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(15);

    /// <summary>Does it until cancelled.</summary>
    public static async Task RunAsync(Func<CancellationToken, Task> work, TimeSpan pause, TimeProvider clock, ILogger log, string trouble, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var rest = pause;
            try
            {
                await work(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "{Trouble}; it is tried again in {Pause}", trouble, AfterFailure);
                rest = AfterFailure;
            }

            await Task.Delay(rest, clock, stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
