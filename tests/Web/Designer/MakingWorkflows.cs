namespace Pipeline.Tests.Web.Designer;

/// <summary>From an empty flowchart to a finished run, with the mouse.</summary>
[Collection(StudioCollection.Name)]
public sealed class MakingWorkflows(StudioFixture shared)
{
    private const string Name = "Look at two nodes";

    [Fact]
    public async Task A_workflow_of_our_activities_is_drawn_published_run_and_comes_back_from_its_file_byte_by_byte()
    {
        var studio = shared.Visit();
        var list = await studio.DefinitionsAsync();

        var editor = await list.CreateAsync(Name);
        await editor.DropAsync("Gaudi", "Acquire nodes", 120, 120);
        await editor.DropAsync("Gaudi", "Check NICs", 430, 120);
        await editor.ConnectAsync("AcquireNodes1", "Done", "CheckNics1");
        await editor.SetAsync("AcquireNodes1", "Cards", "16");
        await editor.PublishAsync();
        await studio.PictureAsync("drawn");

        var viewer = await editor.RunAsync();
        await viewer.TellsAsync("AcquireNodes1", "Completed");
        await viewer.TellsAsync("CheckNics1", "Completed");
        await viewer.IsAsync("Finished");
        await viewer.MarksAsync("CheckNics1", Mark.Success, "1");
        await studio.PictureAsync("run");
        var run = await shared.Host.UntilAsync(viewer.Instance, "Finished");
        run.GetProperty("nodes").GetArrayLength().ShouldBe(2);

        list = await studio.DefinitionsAsync();
        var file = await list.ExportAsync(Name);
        await list.DeleteAsync(Name);
        await list.ImportAsync("drawn.json", file, Name);
        (await list.ExportAsync(Name)).ShouldBe(file);

        await studio.ShouldBeContentAsync();
    }
}
