namespace Pipeline.Tests.Engine.Runtime;

/// <summary>Lets a test hold an activity in its middle.</summary>
internal sealed class Gate
{
    private TaskCompletionSource _reached = New();
    private TaskCompletionSource _opened = New();

    /// <summary>Completes when an activity stands at the gate.</summary>
    public Task Reached => _reached.Task;

    public bool IsOpen => _opened.Task.IsCompleted;

    public void Open() => _opened.TrySetResult();

    public void Close() => (_reached, _opened) = (New(), New());

    public Task PassAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        return _opened.Task.WaitAsync(cancellationToken);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
