namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>Reads files in parallel and hands them over in order, so that their merge does not depend on who was faster.</summary>
internal static class ReadAhead
{
    /// <summary>The files of the ranks, in the order given.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="ahead">Files that are read, or wait to be taken, at once: the bound of memory.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="cancellationToken">Ends it between files.</param>
    public static IEnumerable<(int Rank, MeasurementFile File)> Of(IEnumerable<int> ranks, int ahead, Func<int, MeasurementFile> read, CancellationToken cancellationToken)
    {
        var reading = new Queue<(int Rank, Task<MeasurementFile> File)>(ahead);
        try
        {
            foreach (var rank in ranks)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (reading.Count == ahead)
                    yield return Next(reading);
                reading.Enqueue((rank, Task.Run(() => read(rank), cancellationToken)));
            }
            while (reading.Count > 0)
                yield return Next(reading);
        }
        finally
        {
            // What was begun ends before the run does; its errors are those that come after the first, which is told.
            Task.WhenAll(reading.Select(item => item.File)).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private static (int Rank, MeasurementFile File) Next(Queue<(int Rank, Task<MeasurementFile> File)> reading)
    {
        var (rank, file) = reading.Dequeue();
        return (rank, file.GetAwaiter().GetResult());
    }
}
