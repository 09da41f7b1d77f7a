namespace Pipeline.Activities.Nodes.Ssh;

/// <summary>
/// SSH.NET waits for answers by blocking its thread, also in its asynchronous methods. On the thread pool that would hold up
/// everybody else as soon as there are more nodes than processors, so such calls get a thread of their own for that time.
/// </summary>
internal static class Blocking
{
    /// <summary>Runs the beginning of some work, until it first awaits, on a thread of its own.</summary>
    public static Task Run(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    /// <summary>Runs a function on a thread of its own.</summary>
    public static Task<T> Run<T>(Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
