using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Exceptions;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Runtime;

public class Suspension_and_resumption
{
    [Fact]
    public async Task A_suspended_run_is_resumed_by_the_next_host()
    {
        await using var host = new Host().With("hold", () => new Sequence { Activities = { new Say("a"), new Hold("h"), new Say("b") } });
        var started = await host.StartAsync("hold", "run");
        started.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);

        await host.RestartAsync();
        var resumed = await host.ResumeAsync("run", started.Bookmarks.Single().Id);

        resumed.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        host.Trace.Text.ShouldBe("a h b");
        (await host.Get<IBookmarkStore>().FindManyAsync(new())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Resuming_twice_runs_once()
    {
        await using var host = new Host().With("hold", () => new Sequence { Activities = { new Hold("h1"), new Hold("h2") } });
        var started = await host.StartAsync("hold", "run");
        var bookmark = started.Bookmarks.Single().Id;
        await host.ResumeAsync("run", bookmark);

        var again = await host.ResumeAsync("run", bookmark);

        again.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        host.Trace.Text.ShouldBe("h1");
    }

    [Fact]
    public async Task Two_resumptions_at_once_run_one_after_the_other()
    {
        await using var host = new Host().With("fork", () => new Fork
        {
            JoinMode = ForkJoinMode.WaitAll,
            Branches = { new Sequence { Activities = { new Hold("x"), new PassGate("gate") } }, new Sequence { Activities = { new Hold("y"), new Say("z") } } }
        });
        var started = await host.StartAsync("fork", "run");
        var bookmarks = started.Bookmarks.ToList();
        var first = host.ResumeAsync("run", bookmarks[0].Id);
        await host.Gate.Reached;
        var second = host.ResumeAsync("run", bookmarks[1].Id);
        host.Trace.Text.ShouldBe("x gate-begins");
        host.Gate.Open();
        await first;

        (await second).SubStatus.ShouldBe(WorkflowSubStatus.Finished);

        host.Trace.Text.ShouldBe("x gate-begins gate y z");
    }

    [Fact]
    public async Task A_stimulus_resumes_everyone_who_waits_for_it()
    {
        await using var host = new Host().With("event", () => new Sequence { Activities = { new Elsa.Workflows.Runtime.Activities.Event("go"), new Say("went") } });
        await host.StartAsync("event", "run1", correlationId: "one");
        await host.StartAsync("event", "run2", correlationId: "two");
        await host.StartAsync("event", "run3", correlationId: "two");

        await host.Get<IEventPublisher>().PublishAsync("go", correlationId: "two");
        await host.Get<IEventPublisher>().PublishAsync("stop");

        host.Trace.Text.ShouldBe("went went");
        (await host.FindAsync("run1")).SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        (await host.FindAsync("run3")).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Variables_and_input_survive()
    {
        var list = new Variable<List<string>>("list", []).WithWorkflowStorage();
        await using var host = new Host().With("vars", () => new Sequence
        {
            Variables = { list },
            Activities =
            {
                new Inline(context => list.Set(context, new List<string> { "one", context.GetWorkflowInput<string>("who")! })),
                new Hold("h"),
                new Say(context => string.Join(',', list.Get(context)!) + context.GetWorkflowInput<string>("who"))
            }
        });
        var started = await host.StartAsync("vars", "run", new Dictionary<string, object> { ["who"] = "me" });
        await host.RestartAsync();

        await host.ResumeAsync("run", started.Bookmarks.Single().Id);

        host.Trace.Text.ShouldBe("h one,meme");
    }

    [Fact]
    public async Task Unknown_names_are_refused()
    {
        await using var host = new Host().With("one", () => new Say("a"));
        (await Should.ThrowAsync<WorkflowDefinitionNotFoundException>(() => host.StartAsync("two"))).Message.ShouldBe("There is no workflow 'two'. Registered: one.");
        await Should.ThrowAsync<WorkflowInstanceNotFoundException>(async () => await (await host.ClientAsync("nobody")).RunInstanceAsync());
        await Should.ThrowAsync<WorkflowInstanceNotFoundException>(() => host.ResumeAsync("nobody", "nothing"));
        (await (await host.ClientAsync("nobody")).InstanceExistsAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cancelled_run_is_over()
    {
        await using var host = new Host().With("hold", () => new Sequence { Activities = { new Hold("h"), new Say("b") } });
        var started = await host.StartAsync("hold", "run");
        var client = await host.ClientAsync("run");

        await client.CancelAsync();
        await client.CancelAsync();
        var after = await host.ResumeAsync("run", started.Bookmarks.Single().Id);

        after.SubStatus.ShouldBe(WorkflowSubStatus.Cancelled);
        host.Trace.Text.ShouldBe("cancel-h");
        (await host.Get<IBookmarkStore>().FindManyAsync(new())).ShouldBeEmpty();
        (await client.DeleteAsync()).ShouldBeTrue();
        (await host.JournalAsync("run")).ShouldBeEmpty();
    }
}
