using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Pipeline.Activities.Steps;

namespace Pipeline.Tests.Unit.Designer;

/// <summary>Our activities in the designer's palette and property panel.</summary>
public sealed class ActivityEditors : IAsyncDisposable
{
    private static readonly string[] Known = ["singleline", "multiline", "checkbox", "dropdown", "checklist", "multitext", "code-editor", "radiolist", "dictionary", "workflow-definition-picker"];

    private readonly DesignedPipelines designed = new();

    public ValueTask DisposeAsync() => designed.DisposeAsync();

    [Fact]
    public async Task Every_activity_says_what_it_is_and_every_input_has_an_editor_and_a_meaning()
    {
        foreach (var descriptor in await OursAsync())
        {
            descriptor.Category.ShouldBe("Gaudi", descriptor.TypeName);
            descriptor.DisplayName.ShouldNotBeNullOrWhiteSpace(descriptor.TypeName);
            descriptor.Description.ShouldNotBeNullOrWhiteSpace(descriptor.TypeName);
            foreach (var input in descriptor.Inputs)
            {
                Known.ShouldContain(input.UIHint, $"{descriptor.TypeName}.{input.Name}");
                input.Description.ShouldNotBeNullOrWhiteSpace($"{descriptor.TypeName}.{input.Name}");
                if (input.Type == typeof(bool))
                    input.UIHint.ShouldBe("checkbox", $"{descriptor.TypeName}.{input.Name}");
                if (input.UIHint is "dropdown" or "checklist")
                    input.UISpecifications!.ShouldContainKey(input.UIHint, $"{descriptor.TypeName}.{input.Name}");
            }

            foreach (var output in descriptor.Outputs)
                output.Description.ShouldNotBeNullOrWhiteSpace($"{descriptor.TypeName}.{output.Name}");
        }
    }

    [Fact]
    public async Task Outcomes_are_ports()
    {
        var steps = await OursAsync();
        steps.Single(d => d.ClrType == typeof(CheckNics)).Ports.Select(p => p.Name).ShouldBe(["All up", "Ports down", "Failed"], ignoreOrder: true);
        steps.ShouldAllBe(d => d.Ports.All(p => p.Type == PortType.Flow));
    }

    [Fact]
    public async Task The_nodes_of_the_pool_are_offered()
    {
        var nodes = (await designed.Describer.DescribeActivityAsync(typeof(AcquireNodes))).Inputs.Single(i => i.Name == "Nodes");
        nodes.UIHint.ShouldBe("checklist");
        JsonSerializer.Serialize(nodes.UISpecifications).ShouldContain("gaudi-2 (gaudi2, 8 cards)");
    }

    private async Task<IReadOnlyList<ActivityDescriptor>> OursAsync()
    {
        var found = new List<ActivityDescriptor>();
        foreach (var type in typeof(AcquireNodes).Assembly.GetExportedTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(IActivity))))
            found.Add(await designed.Describer.DescribeActivityAsync(type));
        return [.. found.Where(d => d.IsBrowsable)];
    }
}
