using System.Text.Json;
using Elsa.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Scripting;

namespace Pipeline.Tests.Engine.Scripting;

public sealed class JavaScript_expressions
{
    [Theory]
    [InlineData("1 + 1", 2)]
    [InlineData("0.5", 0.5)]
    [InlineData("'a'.repeat(3)", "aaa")]
    [InlineData("true && false", false)]
    [InlineData("null", null)]
    [InlineData("return 7", 7)]
    [InlineData("getCount() + variables.count + getVariable('count')", 3)]
    [InlineData("getInput('who')", "you")]
    [InlineData("getInput('nobody')", null)]
    [InlineData("getCorrelationId()", "c1")]
    [InlineData("getWorkflowInstanceId().length", 16)]
    [InlineData("isNullOrWhiteSpace(' ')", true)]
    [InlineData("toJson({ a: [1, 'x'] })", """{"a":[1,"x"]}""")]
    [InlineData("[3, 1, 2].sort().join('-')", "1-2-3")]
    [InlineData("'abab'.replaceAll('a', 'c')", "cbcb")]
    [InlineData("'abab'.replace(/b/g, m => m.toUpperCase())", "aBaB")]
    [InlineData("JSON.stringify({ d: new Date(0), u: undefined, n: null, l: [undefined], o: { toJSON() { return 1 } } })", """{"d":"1970-01-01T00:00:00.000Z","n":null,"l":[null],"o":1}""")]
    [InlineData("[1, [2, [3]]].flat(Infinity).length", 3)]
    [InlineData("Array.from({ length: 3 }, (_, i) => i).includes(2)", true)]
    public async Task An_expression_gives_its_value(string script, object? value) => (await Scripts.ValueAsync("JavaScript", script)).ShouldBe(value);

    [Fact]
    public async Task Variables_are_written() => (await Scripts.ValueAsync("JavaScript", "setCount(4); variables.count++; setVariable('count', getCount() * 2)", "count")).ShouldBe(10);

    [Fact]
    public async Task A_script_reads_what_it_wrote() =>
        (await Scripts.ValueAsync("JavaScript", "setCorrelationId('c2'); setWorkflowInstanceName('n'); setCount(4); getCorrelationId() + getWorkflowInstanceName() + getCount()")).ShouldBe("c2n4");

    [Theory]
    [InlineData("for (;;) { }")]
    [InlineData("throw new Error('no')")]
    public async Task A_script_that_is_left_behind_or_fails_changes_nothing(string end)
    {
        var limits = new ScriptLimits { Time = TimeSpan.FromMilliseconds(100) };
        var run = await Scripts.RunAsync("JavaScript", $"setCorrelationId('c2'); setWorkflowInstanceName('n'); {end}", new Support.Engine(services => services.AddSingleton(limits)));
        run.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        (run.WorkflowState.CorrelationId, run.WorkflowState.Name).ShouldBe(("c1", null));
    }

    [Fact]
    public async Task A_variable_that_cannot_hold_a_value_is_named() => (await Scripts.FaultAsync("JavaScript", "setCount('many')", new())).ShouldContain("'count'");

    [Fact]
    public async Task A_list_that_is_changed_in_place_is_written_back() => ((ICollection<int>)(await Scripts.ValueAsync("JavaScript", "variables.list.push(2); 0", "list"))!).ShouldBe([1, 2]);

    [Fact]
    public async Task An_object_comes_out_as_json() => ((JsonElement)(await Scripts.ValueAsync("JavaScript", "({ a: 1 })"))!).GetProperty("a").GetInt32().ShouldBe(1);

    [Fact]
    public async Task A_moment_comes_out_as_one() => (await Scripts.ValueAsync("JavaScript", "new Date(0)")).ShouldBe(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task A_mistake_is_told_with_its_line() => (await Scripts.FaultAsync("JavaScript", "\nnope.x", new())).ShouldBe("JavaScript, line 2: nope is not defined");
}
