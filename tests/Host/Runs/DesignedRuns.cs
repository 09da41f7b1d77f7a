using System.Text.Json.Nodes;
using Pipeline.Engine.Definitions;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Composition;
using Pipeline.Host.Runs;

namespace Pipeline.Tests.Host.Runs;

/// <summary>Workflows that users designed are run by their id or name, like the pipelines of the product.</summary>
public sealed class DesignedRuns : IAsyncLifetime
{
    private const string Greeting = "'hello '.repeat(getInput('times')) + getInput('who')";
    private const string Singleton = "Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime";

    private readonly string data = Directory.CreateTempSubdirectory("pipeline-designed-").FullName;
    private IHostSession session = null!;

    public async ValueTask InitializeAsync() => session = await new HostSessions(["false"]).OpenAsync(new SessionOptions(data));

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    [Theory]
    [InlineData("g1")]
    [InlineData("greeting")]
    public async Task A_published_definition_runs_by_id_or_name_with_its_inputs_and_their_defaults(string named)
    {
        await PublishAsync(Designed.Of("g1", "Greeting", Greeting));

        var run = await EndAsync(await session.Runs.StartAsync(named, Set("who", "you")));

        (run.Status, run.Workflow, run.Title).ShouldBe((RunStatus.Finished, "g1", "Greeting"));
        run.Outputs["said"]!.ToString().ShouldBe("hello hello hello you");
        run.Inputs["times"]!.ToString().ShouldBe("3");
        (await session.Runs.ListAsync(1)).Single().Title.ShouldBe("Greeting");
        (await session.Runs.WorkflowsAsync()).Single(w => w.Name == "g1").Inputs.Select(i => (i.Name, i.Default)).ShouldBe([("who", null), ("times", "3")]);
    }

    [Fact]
    public async Task Inputs_that_cannot_be_are_refused_all_at_once()
    {
        await PublishAsync(Designed.Of("g1", "Greeting", Greeting));

        (await FaultsAsync("g1", Set("whom", "you"))).ShouldBe(["Greeting has no input 'whom'. Did you mean 'who'? Its inputs are who, times.", "who is missing: Whom to greet. Give who=…"]);
        (await FaultsAsync("g1", new Dictionary<string, string> { ["who"] = "", ["times"] = "often" })).ShouldBe(["times=often: not a whole number. How often."]);
        (await session.Runs.ListAsync(10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_does_not_run_says_what_would()
    {
        await session.Definitions.ImportAsync(Designed.Of("draft", "Draft", "1"));
        await PublishAsync(Designed.Of("a", "Twin", "1"));
        await PublishAsync(Designed.Of("b", "Twin", "1"));
        await PublishAsync(Designed.Of("hooked", "Hooked", "1", Designed.Hooked));

        (await FaultsAsync("draft", Set())).Single().ShouldContain("pipeline definitions publish draft");
        (await FaultsAsync("twin", Set())).Single().ShouldContain("a, b");
        (await FaultsAsync("hooked", Set("who", "x"))).Single().ShouldContain("/hooks");
        (await FaultsAsync("absent", Set())).Single().ShouldContain("pipeline definitions list");
    }

    [Fact]
    public async Task The_published_version_runs_not_the_draft_after_it()
    {
        await PublishAsync(Designed.Of("g1", "Greeting", "'one'"));
        await session.Definitions.SaveAsync(Designed.Of("g1", "Greeting", "'two'"));

        (await EndAsync(await session.Runs.StartAsync("g1", Set("who", "x")))).Outputs["said"]!.ToString().ShouldBe("one");
    }

    [Fact]
    public async Task A_definition_that_the_clock_starts_can_be_started_by_hand()
    {
        await PublishAsync(Designed.Of("n", "Nightly", "'done'", Designed.Nightly));

        (await EndAsync(await session.Runs.StartAsync("n", Set("who", "x")))).Outputs["said"]!.ToString().ShouldBe("done");
    }

    [Fact]
    public async Task A_failed_run_is_retried_and_an_open_one_cancelled()
    {
        await PublishAsync(Designed.Of("bad", "Bad", "nothing.like.that"));
        await PublishAsync(Designed.Of("slow", "Slow", "1", Designed.Patient));

        var failed = await session.Runs.StartAsync("bad", Set("who", "x"));
        (await EndAsync(failed)).Error!.ShouldContain("nothing is not defined");
        await session.Runs.RetryAsync(failed);
        (await EndAsync(failed)).Status.ShouldBe(RunStatus.Failed);
        var open = await session.Runs.StartAsync("slow", Set("who", "x"));
        await session.Runs.CancelAsync(open);
        (await EndAsync(open)).Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task A_run_that_ends_when_its_delay_is_over_gives_everything_back()
    {
        await PublishAsync(Designed.Of("d", "Delayed", "1", """{ "id": "first", "type": "Elsa.Delay", "version": 1, "timeSpan": { "expression": { "type": "Literal", "value": "00:00:00.5" } } }"""));

        var run = await session.Runs.StartAsync("d", Set("who", "x"));
        (await EndAsync(run)).Status.ShouldBe(RunStatus.Finished);

        await UntilAsync(() => !File.Exists(Path.Combine(data, "locks", $"{run}.lock")));
    }

    [Fact]
    public async Task A_run_that_another_starts_gets_nodes_when_they_are_free_and_the_other_goes_on()
    {
        await PublishAsync(Designed.Of("holder", "Holder", "1", Designed.Acquiring(16), next: Designed.Patient));
        await PublishAsync(Designed.Of("child", "Child", "1", Designed.Acquiring(8)));
        await PublishAsync(Designed.Of("parent", "Parent", "'after'", Designed.Starting("child")));
        var holder = await session.Runs.StartAsync("holder", Set("who", "x"));
        await UntilAsync(async () => (await session.Runs.FindAsync(holder))?.Nodes.Count == 2);

        var parent = await session.Runs.StartAsync("parent", Set("who", "x"));
        var child = await ChildAsync();
        await session.Runs.CancelAsync(holder);

        (await EndAsync(child)).Status.ShouldBe(RunStatus.Finished);
        var ended = await EndAsync(parent);
        (ended.Status, ended.Outputs["said"]!.ToString()).ShouldBe((RunStatus.Finished, "after"));
        await UntilAsync(() => Directory.GetFiles(Path.Combine(data, "locks")).Length == 0);
    }

    [Fact]
    public async Task What_a_run_starts_is_left_to_the_process_that_drives_the_run()
    {
        await PublishAsync(Designed.Of("child", "Child", "1", Designed.Patient));
        await PublishAsync(Designed.Of("parent", "Parent", "1", Designed.Starting("child")));
        var parent = await session.Runs.StartAsync("parent", Set("who", "x"));
        await ChildAsync();
        await using (var other = await new HostSessions(["false"]).OpenAsync(new SessionOptions(data)))
        {
            // Also while nobody drives the child itself yet.
            (await other.Runs.ResumeAsync()).ShouldBeEmpty();
        }

        await session.Runs.CancelAsync(parent);
    }

    [Fact]
    public async Task With_a_run_everything_is_cancelled_that_it_started()
    {
        await PublishAsync(Designed.Of("grandchild", "Grandchild", "1", Designed.Patient));
        await PublishAsync(Designed.Of("child", "Child", "1", Designed.Starting("grandchild")));
        await PublishAsync(Designed.Of("parent", "Parent", "1", Designed.Starting("child")));
        var parent = await session.Runs.StartAsync("parent", Set("who", "x"));
        await UntilAsync(async () => (await session.Runs.ListAsync(10)).Count == 3);

        await session.Runs.CancelAsync(parent);

        (await session.Runs.ListAsync(10)).Select(run => run.Status).ShouldBe([RunStatus.Cancelled, RunStatus.Cancelled, RunStatus.Cancelled]);
        Directory.GetFiles(Path.Combine(data, "locks")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_activation_strategy_refuses_a_second_run_until_the_first_has_ended()
    {
        await PublishAsync(Designed.Of("alone", "Alone", "1", Designed.Patient, Singleton));

        var first = await session.Runs.StartAsync("alone", Set("who", "x"));
        (await FaultsAsync("alone", Set("who", "x"))).Single().ShouldContain("activation strategy");
        (await session.Runs.ListAsync(10)).Count.ShouldBe(1);
        await session.Runs.CancelAsync(first);
        await session.Runs.CancelAsync(await session.Runs.StartAsync("alone", Set("who", "x")));
    }

    [Fact]
    public async Task The_plan_of_an_exported_pipeline_is_the_plan_of_the_pipeline()
    {
        var set = new Dictionary<string, string> { ["model"] = "/models/llama", ["dataset"] = "/data/d.pkl", ["output"] = "/out", ["tensorParallel"] = "16", ["unifyTo"] = "8" };
        await PublishAsync((await session.Definitions.FindAsync("MultiNodeCalibration", VersionChoice.Latest))!.ToExport());

        var plan = await session.Runs.PlanAsync("MultiNodeCalibration-designed", set);

        var ofPipeline = await session.Runs.PlanAsync("MultiNodeCalibration", set);
        plan.Steps.SelectMany(s => s.Commands).Select(c => c.Script).ShouldBe(ofPipeline.Steps.SelectMany(s => s.Commands).Select(c => c.Script));
        plan.Steps.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_plan_says_where_it_ends_because_the_workflow_waits()
    {
        await PublishAsync(Designed.Of("slow", "Slow", "1", Designed.Patient));

        (await session.Runs.PlanAsync("slow", Set("who", "x"))).Warnings.ShouldBe(["The workflow waits at first; the plan ends there."]);
    }

    private static Dictionary<string, string> Set(params string[] inputs) => inputs.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

    private async Task PublishAsync(JsonObject definition) => await session.Definitions.PublishAsync((await session.Definitions.ImportAsync(definition)).DefinitionId);

    private async Task<IReadOnlyList<string>> FaultsAsync(string workflow, Dictionary<string, string> set) => (await Should.ThrowAsync<InputException>(session.Runs.StartAsync(workflow, set))).Faults;

    private async Task<string> ChildAsync()
    {
        IReadOnlyList<RunView> children = [];
        await UntilAsync(async () => (children = [.. (await session.Runs.ListAsync(10)).Where(run => run.Workflow == "child")]).Count == 1);
        return children.Single().Id;
    }

    private async Task<RunView> EndAsync(string run)
    {
        RunView? view = null;
        await UntilAsync(async () => (view = await session.Runs.FindAsync(run)) is { EndedAt: not null });
        return view!;
    }

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await condition())
            await Task.Delay(20, limit.Token);
    }
}
