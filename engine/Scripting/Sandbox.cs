namespace Pipeline.Engine.Scripting;

/// <summary>
/// Runs scripts on threads of their own: with a stack that is deep enough for the allowed recursion, and so that a script that
/// stays inside one built-in function, where no limit is looked at, is left behind. Such a thread ends when the function does;
/// until then it takes a core, but neither the run nor the host waits for it.
/// </summary>
internal static class Sandbox
{
    private const int StackSize = 16 * 1024 * 1024;

    /// <exception cref="ScriptException">The script failed, or took more than five times its time, by the clock on the wall.</exception>
    public static async Task<T> RunAsync<T>(Func<T> script, ScriptLimits limits, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(script, done), StackSize) { IsBackground = true, Name = "expression", Priority = ThreadPriority.BelowNormal }.Start();
        try
        {
            return await done.Task.WaitAsync(limits.Time * 5, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new ScriptException($"The expression was not done after {limits.Time.TotalSeconds:0.#} s.", e);
        }
    }

    /// <summary>What a parser complains of; null for nothing. Parsers recurse too, so they get the same stack.</summary>
    public static string? Complaint<T>(Func<T> parser)
    {
        try
        {
            RunAsync(parser, new ScriptLimits(), CancellationToken.None).GetAwaiter().GetResult();
            return null;
        }
        catch (ScriptException e)
        {
            return e.Message;
        }
    }

    private static void Run<T>(Func<T> script, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(script());
        }
        catch (ScriptException e)
        {
            done.SetException(e);
        }
        // Whatever goes wrong in a script is the script's failure; on this thread it would end the process.
        catch (Exception e)
        {
            done.SetException(new ScriptException(e is OutOfMemoryException ? "The expression wants too much memory." : $"The expression failed: {e.Message}", e));
        }
    }
}
