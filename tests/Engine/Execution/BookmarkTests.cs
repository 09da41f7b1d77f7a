using System.Security.Cryptography;
using System.Text;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Execution;

public sealed class BookmarkTests
{
    private readonly Support.Engine _engine = new();

    [Fact]
    public void The_hash_is_SHA256_of_name_payload_and_instance_joined_with_bars()
    {
        var hasher = _engine.Services.GetRequiredService<IStimulusHasher>();
        hasher.Hash("Lab.Hold").ShouldBe(Sha("Lab.Hold"));
        hasher.Hash("Lab.Hold", "text").ShouldBe(Sha("Lab.Hold|text"));
        hasher.Hash("Lab.Hold", new HoldStimulus("x")).ShouldBe(Sha("""Lab.Hold|{"Key":"x"}"""));
        hasher.Hash("Lab.Hold", new HoldStimulus("x"), "inst1").ShouldBe(Sha("""Lab.Hold|{"Key":"x"}|inst1"""));
        hasher.Hash("Lab.Hold", new { Key = "x" }).ShouldBe(hasher.Hash("Lab.Hold", new HoldStimulus("x")));
        hasher.Hash("Lab.Hold", new { key = "x" }).ShouldNotBe(hasher.Hash("Lab.Hold", new HoldStimulus("x")));
    }

    [Fact]
    public async Task A_bookmark_remembers_activity_callback_and_hash()
    {
        var result = await _engine.RunAsync(new Sequence { Activities = { new Hold("x") } });
        var bookmark = result.WorkflowState.Bookmarks.Single();
        bookmark.Name.ShouldBe("Lab.Hold");
        bookmark.Hash.ShouldBe(Sha("""Lab.Hold|{"Key":"x"}"""));
        bookmark.CallbackMethodName.ShouldBe("OnResumedAsync");
        bookmark.ActivityNodeId.ShouldBe("Workflow1:Sequence1:Hold1");
        bookmark.ActivityInstanceId.ShouldNotBeNull();
        bookmark.Id.ShouldMatch("^[0-9a-f]{16}$");
        (bookmark.AutoBurn, bookmark.AutoComplete).ShouldBe((true, true));
    }

    [Fact]
    public async Task Resuming_burns_the_bookmark_and_the_callbacks_go_on_by_name()
    {
        var first = await _engine.RunAsync(new Sequence { Activities = { new Hold("x"), new Say("after") } });
        first.WorkflowState.CompletionCallbacks.Select(callback => callback.MethodName).ShouldBe(["OnRootCompletedAsync", "OnChildCompleted"], ignoreOrder: true);
        var second = await _engine.ResumeAsync(first);
        _engine.Trace.Text.ShouldBe("x after");
        second.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        second.WorkflowState.ActivityExecutionContexts.Single().ScheduledActivityNodeId.ShouldBe("Workflow1");
    }

    [Fact]
    public async Task Resuming_a_burnt_bookmark_runs_nothing()
    {
        var first = await _engine.RunAsync(new Sequence { Activities = { new Hold("x"), new Hold("y") } });
        var second = await _engine.ResumeAsync(first);
        var third = await _engine.ResumeAsync(second, first.WorkflowState.Bookmarks.Single().Id);
        _engine.Trace.Text.ShouldBe("x");
        third.WorkflowState.Bookmarks.Single().Id.ShouldBe(second.WorkflowState.Bookmarks.Single().Id);
        third.WorkflowState.ExecutionLogSequence.ShouldBe(second.WorkflowState.ExecutionLogSequence);
    }

    [Fact]
    public async Task A_bookmark_that_is_not_burnt_stays_until_its_activity_completes()
    {
        var first = await _engine.RunAsync(new Sequence { Activities = { new Hold("x", autoBurn: false), new Say("after") } });
        var second = await _engine.ResumeAsync(first);
        second.WorkflowState.Bookmarks.Single().Id.ShouldBe(first.WorkflowState.Bookmarks.Single().Id);
        var third = await _engine.ResumeAsync(second, input: new Dictionary<string, object> { ["last"] = true });
        _engine.Trace.Text.ShouldBe("x x after");
        third.WorkflowState.Bookmarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Input_given_on_resume_is_seen_in_that_run_only()
    {
        var first = await _engine.Runner.RunAsync(
            Support.Engine.Of(new Sequence { Activities = { new Hold("x"), new Say(context => context.GetWorkflowInput<string>("extra")!), new Hold("y") } }),
            new Elsa.Workflows.Options.RunWorkflowOptions { Input = new Dictionary<string, object> { ["n"] = "42" } });
        var second = await _engine.ResumeAsync(first, input: new Dictionary<string, object> { ["extra"] = "seen" });
        _engine.Trace.Text.ShouldBe("x seen");
        second.WorkflowState.Input.Keys.ShouldBe(["n"]);
    }

    [Fact]
    public async Task Loops_go_on_where_they_were_after_a_suspension()
    {
        var result = await _engine.RunAsync(new ForEach<int>(new[] { 1, 2, 3 })
        {
            Body = new Sequence { Activities = { new Hold("h"), new Say(context => $"{context.GetVariable<int>("CurrentValue") + context.GetVariable<int>("CurrentIndex")}") } }
        });
        for (var i = 0; i < 3; i++)
            result = await _engine.ResumeAsync(result);
        _engine.Trace.Text.ShouldBe("h 1 h 3 h 5");
        result.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Running_a_suspended_instance_with_nothing_to_do_does_not_start_it_again()
    {
        var first = await _engine.RunAsync(new Sequence { Activities = { new Say("a"), new Hold("x") } });
        var second = await _engine.Runner.RunAsync(first.Workflow, StateRoundTrip.Of(first.WorkflowState));
        _engine.Trace.Text.ShouldBe("a");
        second.WorkflowState.Bookmarks.Count.ShouldBe(1);
        second.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
    }

    private static string Sha(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
