using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Scripting;

namespace Pipeline.Tests.Engine.Scripting;

/// <summary>Runs one expression in a workflow of its own.</summary>
internal static class Scripts
{
    private static readonly Support.Engine Engine = new();

    /// <summary>Runs it; the variable <c>result</c> takes its value and is the workflow's output. Variables <c>count</c> = 1, <c>list</c> = [1], input <c>who</c> = "you".</summary>
    public static Task<RunWorkflowResult> RunAsync(string type, string text, Support.Engine? engine = null)
    {
        var result = new Variable<object?>("result", null);
        Variable[] variables = [result, new Variable<int>("count", 1), new Variable<ICollection<int>>("list", [1]), new Variable<object?>("other", null)];
        return (engine ?? Engine).Runner.RunAsync(
            new Workflow(new Sequence
            {
                Activities =
                [
                    new SetVariable { Variable = result, Value = new(new Expression(type, text)) },
                    .. variables.Select(IActivity (variable) => new Elsa.Workflows.Management.Activities.SetOutput.SetOutput { OutputName = new(variable.Name), OutputValue = new(variable) })
                ]
            })
            { Variables = variables },
            new RunWorkflowOptions { Input = new Dictionary<string, object> { ["who"] = "you" }, CorrelationId = "c1" });
    }

    public static async Task<object?> ValueAsync(string type, string text, string output = "result")
    {
        var run = await RunAsync(type, text);
        run.WorkflowState.Incidents.FirstOrDefault()?.Exception?.InnerException?.Message.ShouldBeNull();
        return run.WorkflowState.Output.TryGetValue(output, out var value) ? value : null;
    }

    /// <summary>Why the run failed.</summary>
    public static async Task<string> FaultAsync(string type, string text, ScriptLimits limits)
    {
        var run = await RunAsync(type, text, new Support.Engine(services => services.AddSingleton(limits)));
        run.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        return run.WorkflowState.Incidents.Single().Exception!.InnerException!.Message;
    }
}
