using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Workflows;

namespace Pipeline.Tests.Unit.Designer;

/// <summary>The pipelines as definitions for the designer.</summary>
public sealed class ExportedPipelines : IAsyncDisposable
{
    private readonly DesignedPipelines designed = new();

    public static TheoryData<string> Pipelines => [.. PipelineCatalog.All.Select(p => p.Name)];

    public ValueTask DisposeAsync() => designed.DisposeAsync();

    /// <summary>Set UPDATE_SNAPSHOTS=1 to write the files anew.</summary>
    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task The_exported_file_is_in_step_with_the_pipeline(string pipeline)
    {
        var text = DefinitionText.Write(await ExportAsync(pipeline));
        var file = Path.Combine(Assets(), $"{pipeline}.json");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            await File.WriteAllTextAsync(file, text);

        (await File.ReadAllTextAsync(file)).ShouldBe(text);
    }

    [Fact]
    public void There_is_a_file_for_every_pipeline_and_no_other() =>
        Directory.GetFiles(Assets()).Select(Path.GetFileNameWithoutExtension).ShouldBe(PipelineCatalog.All.Select(p => p.Name), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task An_imported_pipeline_runs_with_the_same_journal_as_the_one_in_code(string pipeline)
    {
        var code = PipelineCatalog.All.Single(p => p.Name == pipeline);
        var inputs = Inputs(code);
        var definition = await ExportAsync(pipeline);
        designed.Definitions.Validate(definition).ShouldBeEmpty();

        var ofCode = await designed.JournalAsync((runner, options) => runner.RunAsync(code, options, default), inputs);
        var ofDefinition = await designed.JournalAsync((runner, options) => runner.RunAsync(designed.Serializer.Deserialize(definition.ToJsonString()), options, default), inputs);

        ofCode.Count.ShouldBeGreaterThan(5);
        ofDefinition.ShouldBe(ofCode);
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task The_layout_leads_from_left_to_right_and_nothing_lies_on_anything_else(string pipeline)
    {
        var root = (await ExportAsync(pipeline))["root"]!;
        var places = root["activities"]!.AsArray().ToDictionary(
            a => a!["id"]!.GetValue<string>(),
            a => (X: a!["metadata"]!["designer"]!["position"]!["x"]!.GetValue<int>(), Y: a["metadata"]!["designer"]!["position"]!["y"]!.GetValue<int>()));

        places.Values.Distinct().Count().ShouldBe(places.Count);
        foreach (var column in places.Values.GroupBy(p => p.X))
            column.Select(p => p.Y).Order().Zip(column.Select(p => p.Y).Order().Skip(1), (upper, lower) => lower - upper).ShouldAllBe(gap => gap >= 80);
        var back = root["connections"]!.AsArray().Count(c => places[c!["source"]!["activity"]!.GetValue<string>()].X >= places[c["target"]!["activity"]!.GetValue<string>()].X);
        // The retry of a failed run, and no other.
        back.ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task No_connection_runs_over_an_activity_that_is_not_its_end(string pipeline)
    {
        foreach (var chart in DrawnFlowchart.AllOf((await ExportAsync(pipeline))["root"]!))
        {
            foreach (var connection in chart.Connections)
                chart.UnderneathOf(connection).ShouldBeEmpty($"{connection.From} to {connection.To}");
        }
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task No_connections_cross(string pipeline) =>
        DrawnFlowchart.AllOf((await ExportAsync(pipeline))["root"]!).Sum(chart => chart.Crossings).ShouldBe(0);

    private async Task<JsonObject> ExportAsync(string pipeline) => (await designed.Definitions.FindAsync(pipeline, VersionChoice.Latest)).ShouldNotBeNull().ToExport();

    private static Dictionary<string, object?> Inputs(PipelineWorkflow pipeline)
    {
        var inputs = pipeline.Inputs.ToDictionary(i => i.Name, i => i.Default);
        foreach (var (name, value) in (IEnumerable<(string, object)>)[("model", "/models/llama"), ("dataset", "/data/d.pkl"), ("output", "/nfs/out"), ("measurements", "/nfs/out/m/g2"), ("ranks", 2)])
        {
            if (inputs.ContainsKey(name))
                inputs[name] = value;
        }

        if (pipeline is MultiNodeCalibration)
            (inputs["tensorParallel"], inputs["unifyTo"], inputs["serveOn"]) = (16, 8, 8);
        return inputs;
    }

    private static string Assets([CallerFilePath] string? source = null) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "../../../designer-assets/workflows"));
}
