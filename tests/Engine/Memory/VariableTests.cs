using System.Text.Json;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Activities.SetOutput;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Memory;

public sealed class VariableTests
{
    private readonly Support.Engine _engine = new();

    [Fact]
    public async Task An_inner_variable_shadows_the_outer_one_of_the_same_name()
    {
        var outer = new Variable<string>("v", "outer");
        var inner = new Sequence
        {
            Variables = { new Variable<string>("v", "inner") },
            Activities =
            {
                new Inline(context => { context.SetVariable("v", "changed"); }),
                new Say(context => context.GetVariable<string>("v")!),
                new Say(context => outer.Get(context)!)
            }
        };
        await _engine.RunAsync(new Sequence { Variables = { outer }, Activities = { inner, new Say(context => context.GetVariable<string>("v")!) } });
        _engine.Trace.Text.ShouldBe("changed outer outer");
    }

    [Fact]
    public async Task An_undeclared_name_reads_as_null()
    {
        await _engine.RunAsync(new Say(context => context.GetVariable<string>("nothing") ?? "null"));
        _engine.Trace.Text.ShouldBe("null");
    }

    [Fact]
    public async Task A_name_that_nobody_declared_becomes_a_variable_of_the_container_around()
    {
        var first = await _engine.RunAsync(new Sequence
        {
            Activities =
            {
                new Sequence { Activities = { new Inline(context => { context.SetVariable("new", 7); }), Reading(), new Hold("h"), Reading() } },
                Reading()
            }
        });
        await _engine.ResumeAsync(first);
        _engine.Trace.Text.ShouldBe("7 h 7 0");

        static Say Reading() => new(context => context.GetVariable<int>("new").ToString());
    }

    [Fact]
    public async Task Only_workflow_storage_survives_a_suspension_and_records_and_lists_come_back_typed()
    {
        var kept = new Variable<Person>("kept", new Person("", [])).WithWorkflowStorage();
        var list = new Variable<ICollection<string>>("list", []).WithWorkflowStorage();
        var memory = new Variable<int>("memory", 1).WithMemoryStorage();
        var none = new Variable<int>("none", 2);
        var workflow = new Workflow(new Sequence
        {
            Activities =
            {
                new Inline(context =>
                {
                    kept.Set(context, new Person("Ada", [1, 2]));
                    list.Get(context)!.Add("in place");
                    memory.Set(context, 10);
                    none.Set(context, 20);
                }),
                new Hold("h"),
                new Say(context => $"{kept.Get(context)!.Name}{kept.Get(context)!.Numbers.Sum()} {list.Get(context)!.Single()} {memory.Get(context)} {none.Get(context)}")
            }
        })
        { Variables = [kept, list, memory, none] };
        var first = await _engine.RunAsync(workflow);
        var stored = (VariablesDictionary)first.WorkflowState.ActivityExecutionContexts.Single(context => context.ScheduledActivityNodeId == "Workflow1").Properties["Variables"];
        stored.Keys.ShouldBe(["keptVariable", "listVariable"], ignoreOrder: true);
        await _engine.ResumeAsync(first);
        _engine.Trace.Text.ShouldBe("h Ada3 in place 1 2");
    }

    [Fact]
    public async Task Workflow_input_is_converted_on_reading()
    {
        await _engine.RunAsync(
            new Say(context => $"{context.GetWorkflowInput<int>("n") + 1}{context.WorkflowInput["n"].GetType().Name}"),
            new RunWorkflowOptions { Input = new Dictionary<string, object> { ["n"] = "42" } });
        _engine.Trace.Text.ShouldBe("43String");
    }

    [Fact]
    public async Task Outputs_reach_variables_later_activities_and_the_last_result()
    {
        var variable = new Variable<int>("v", 0);
        var inline = new Inline<int>(() => 7, variable);
        var free = new Inline<string>(() => "free") { Result = new Output<string>() };
        var reader = new Reader { Text = new Input<string>(free.Result) };
        await _engine.RunAsync(new Sequence
        {
            Variables = { variable },
            Activities = { inline, new Say(context => $"{variable.Get(context)}{context.GetLastResult()}{inline.GetResult(context)}"), free, reader }
        });
        _engine.Trace.Text.ShouldBe("777 free");
    }

    [Fact]
    public async Task SetOutput_and_options_variables_reach_the_workflow()
    {
        var workflow = new Workflow(new Sequence
        {
            Activities =
            {
                new SetOutput { OutputName = new Input<string>("o"), OutputValue = new Input<object?>(context => context.GetVariable<int>("v")) }
            }
        })
        { Variables = [new Variable<int>("v", 1)] };
        var result = await _engine.RunAsync(workflow, new RunWorkflowOptions { Variables = new Dictionary<string, object> { ["v"] = "5" } });
        result.WorkflowState.Output["o"].ShouldBe(5);
    }

    [Fact]
    public async Task An_output_bound_to_an_output_of_the_workflow_is_one()
    {
        var activity = new Inline<int>(() => 7) { Result = new Output<int>(new MemoryBlockReference("total")) };
        var result = await _engine.RunAsync(new Workflow(new Sequence { Activities = { activity } }) { Outputs = [new OutputDefinition { Name = "total", Type = typeof(int) }] });
        result.WorkflowState.Output["total"].ShouldBe(7);
    }

    [Fact]
    public async Task A_workflow_with_a_result_gives_it_back() => (await _engine.Runner.RunAsync<Doubling, int>()).ShouldBe(42);

    [Fact]
    public async Task A_built_workflow_takes_its_name_from_the_definition_id_and_numbers_its_activities()
    {
        var result = await _engine.Runner.RunAsync(new Doubling());
        result.Workflow.Identity.ShouldBe(new WorkflowIdentity("doubling", 1, "doubling:v1"));
        result.Workflow.WorkflowMetadata.Name.ShouldBe("doubling");
    }

    [Fact]
    public void Values_convert_between_text_JSON_and_objects()
    {
        "42".ConvertTo<int>().ShouldBe(42);
        "waitany".ConvertTo<ForkJoinMode>().ShouldBe(ForkJoinMode.WaitAny);
        "00:00:35".ConvertTo<TimeSpan>().ShouldBe(TimeSpan.FromSeconds(35));
        JsonSerializer.SerializeToElement(new { name = "Ada", numbers = new[] { 1 } }).ConvertTo<Person>()!.Name.ShouldBe("Ada");
        """["a","b"]""".ConvertTo<ICollection<string>>()!.ShouldBe(["a", "b"]);
        "single".ConvertTo<IReadOnlyList<string>>()!.ShouldBe(["single"]);
        new object[] { 1, 2 }.ConvertTo<List<int>>()!.ShouldBe([1, 2]);
        7.ConvertTo<string>().ShouldBe("7");
        ((object?)null).ConvertTo<int?>().ShouldBeNull();
        Should.Throw<InvalidCastException>(() => "many".ConvertTo<int>()).Message.ShouldContain("'many'");
    }

    private sealed record Person(string Name, int[] Numbers);

    private sealed class Reader : CodeActivity
    {
        public Input<string> Text { get; set; } = null!;

        protected override void Execute(ActivityExecutionContext context) => context.GetRequiredService<Trace>().Add(context.Get(Text)!);
    }

    private sealed class Doubling : WorkflowBase<int>
    {
        protected override void Build(IWorkflowBuilder builder)
        {
            builder.WithDefinitionId("doubling");
            builder.Root = new Sequence { Activities = { new Inline<int>(() => 21, Result), new SetVariable<int>(Result, context => Result.Get(context) * 2) } };
        }
    }
}
