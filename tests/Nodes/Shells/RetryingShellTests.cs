using Microsoft.Extensions.Time.Testing;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Shells;

public sealed class RetryingShellTests
{
    private static readonly ShellCommand Command = new(ShellScript.Of($"true"));
    private static readonly ShellRetryOptions Options = new() { Retries = 3, Delay = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task A_passing_fault_is_retried_until_it_has_passed()
    {
        var shell = new FaultyShell(faults: 2, transient: true);
        (await Drive(shell)).ExitCode.ShouldBe(0);
        shell.Calls.ShouldBe(3);
    }

    [Fact]
    public async Task A_lasting_fault_is_told_after_the_last_retry()
    {
        var shell = new FaultyShell(faults: 99, transient: true);
        await Should.ThrowAsync<ShellException>(Drive(shell));
        shell.Calls.ShouldBe(4);
    }

    [Fact]
    public async Task A_fault_that_does_not_pass_is_told_at_once()
    {
        var shell = new FaultyShell(faults: 1, transient: false);
        await Should.ThrowAsync<ShellException>(Drive(shell));
        shell.Calls.ShouldBe(1);
    }

    private static async Task<ShellResult> Drive(IShell shell)
    {
        var time = new FakeTimeProvider();
        await using var retrying = new RetryingShell(shell, time, Options);
        var running = retrying.RunAsync(Command);
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await running;
    }

    private sealed class FaultyShell(int faults, bool transient) : IShell
    {
        public int Calls { get; private set; }

        public Task<ShellResult> RunAsync(ShellCommand command, CancellationToken cancellationToken = default) =>
            ++Calls <= faults
                ? Task.FromException<ShellResult>(new ShellException("n", "no route", transient))
                : Task.FromResult(new ShellResult(0, "", ""));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
