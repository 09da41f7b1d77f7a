using System.Globalization;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Tests.Unit.Steps;

public sealed class NodeTroubleTests
{
    private static readonly StepVerdict.Failed OnHead = new(new Failure(FailureKind.Hardware, "A collective operation failed.", "Check the ports."), "gaudi-1");

    [Fact]
    public async Task A_failure_on_sound_nodes_stays_as_it_is() =>
        (await ExplainAsync(OnHead, new Uptimes(5000, 5000))).ShouldBe((OnHead, false));

    [Fact]
    public async Task A_reboot_of_another_node_is_the_cause()
    {
        var (failed, rebooted) = await ExplainAsync(OnHead, new Uptimes(5000, 30));
        rebooted.ShouldBeTrue();
        failed.Node.ShouldBe("gaudi-2");
        failed.Failure.Summary.ShouldBe("gaudi-2 was rebooted while the step ran. On gaudi-1: A collective operation failed.");
        failed.Failure.Remedy.ShouldContain("pipeline retry");
    }

    [Fact]
    public async Task A_reboot_before_the_step_is_none() => (await ExplainAsync(OnHead, new Uptimes(5000, 601))).Rebooted.ShouldBeFalse();

    [Fact]
    public async Task Several_reboots_are_named_together() =>
        (await ExplainAsync(OnHead, new Uptimes(20, 30))).Failed.Failure.Summary.ShouldBe("gaudi-1, gaudi-2 were rebooted while the step ran. A collective operation failed.");

    [Fact]
    public async Task A_node_out_of_reach_is_the_cause()
    {
        var (failed, rebooted) = await ExplainAsync(OnHead, new Uptimes(5000, null));
        rebooted.ShouldBeFalse();
        failed.Failure.Kind.ShouldBe(FailureKind.Lost);
        failed.Failure.Summary.ShouldBe("gaudi-2 is out of reach (no route). On gaudi-1: A collective operation failed.");
    }

    [Fact]
    public async Task A_failure_to_reach_a_node_is_not_told_twice()
    {
        var unreached = new StepVerdict.Failed(new Failure(FailureKind.Transient, "gaudi-2: no route", ""), "gaudi-2");
        (await ExplainAsync(unreached, new Uptimes(5000, null))).ShouldBe((unreached, false));
    }

    [Theory]
    [InlineData(FailureKind.Configuration, false, false)]
    [InlineData(FailureKind.Cancelled, true, false)]
    [InlineData(FailureKind.Transient, false, true)]
    [InlineData(FailureKind.Configuration, true, true)]
    public void Nodes_are_asked_only_where_they_can_be_the_cause(FailureKind kind, bool jobsRan, bool asked) =>
        NodeTrouble.MayExplain(kind, jobsRan).ShouldBe(asked);

    private static Task<(StepVerdict.Failed Failed, bool Rebooted)> ExplainAsync(StepVerdict.Failed failed, INodePool pool) =>
        NodeTrouble.ExplainAsync(failed, pool, ["gaudi-1", "gaudi-2"], TimeSpan.FromMinutes(10), CancellationToken.None);

    /// <summary>Nodes that only tell how long they are up; null for one that is out of reach.</summary>
    private sealed class Uptimes(params double?[] seconds) : INodePool
    {
        public IReadOnlyList<NodeDefinition> Nodes => [];

        public string Workspace => "/";

        public NodeDefinition Find(string name) => new() { Name = name };

        public IShell Shell(string name) => new Answer(name, seconds[name[^1] - '1']);
    }

    private sealed class Answer(string node, double? uptime) : IShell
    {
        public Task<ShellResult> RunAsync(ShellCommand command, CancellationToken cancellationToken = default) => uptime is { } seconds
            ? Task.FromResult(new ShellResult(0, string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00}\n"), ""))
            : throw new ShellException(node, "no route", transient: true);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
