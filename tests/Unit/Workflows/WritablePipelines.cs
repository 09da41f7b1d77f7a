using System.Reflection;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine;
using Pipeline.Workflows;

namespace Pipeline.Tests.Unit.Workflows;

/// <summary>A pipeline holds no code: only then can it be written down as JSON, and be shown and edited by a designer.</summary>
public sealed class WritablePipelines
{
    public static TheoryData<string> Pipelines => [.. PipelineCatalog.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task No_input_of_a_pipeline_is_a_delegate(string pipeline)
    {
        await using var services = new ServiceCollection().AddLogging().AddEngineCore().BuildServiceProvider();
        var workflow = await services.GetRequiredService<IWorkflowBuilderFactory>().CreateBuilder().BuildWorkflowAsync(PipelineCatalog.All.Single(p => p.Name == pipeline));
        var graph = await services.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(workflow);

        var inputs = graph.Nodes.SelectMany(n => InputsOf(n.Activity)).ToList();

        inputs.ShouldNotBeEmpty();
        inputs.Where(i => i.Input.Expression?.Type is not ("Literal" or "Object" or "Variable" or "Input")).Select(i => $"{i.Name}: {i.Input.Expression?.Type}").ShouldBeEmpty();
    }

    private static IEnumerable<(string Name, Input Input)> InputsOf(IActivity activity) => activity.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => typeof(Input).IsAssignableFrom(p.PropertyType) && p.GetIndexParameters().Length == 0)
        .Select(p => ($"{activity.Id}.{p.Name}", (Input?)p.GetValue(activity)))
        .Where(i => i.Item2 is not null)
        .Select(i => (i.Item1, i.Item2!));
}
