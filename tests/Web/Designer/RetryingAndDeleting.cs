using System.IO.Compression;
using System.Net;
using Pipeline.Host.Simulator;

namespace Pipeline.Tests.Web.Designer;

/// <summary>A failed run is retried above Studio's viewer; Studio's lists act on many at once.</summary>
[Collection(StudioCollection.Name)]
public sealed class RetryingAndDeleting(StudioFixture shared)
{
    private static readonly string[] Names = ["Checked once", "Spare"];

    [Fact]
    public async Task A_failed_run_is_retried_and_ends_and_lists_export_delete_and_import_many()
    {
        await PublishAsync(Names[1]);
        var definition = await PublishAsync(Names[0]);
        SimulatedCluster.InjectFault(shared.Nodes, "nic-down:gaudi-1:3");
        var run = await shared.Host.ExecuteAsync(definition);
        await shared.Host.UntilAsync(run, "Failed");

        var studio = shared.Visit();
        var viewer = await studio.ViewerAsync(run);
        await viewer.IsAsync("Failed");
        await viewer.MarksAsync("CheckNics1", Mark.Error);
        await viewer.TellsAsync("CheckNics1", "Faulted");
        await studio.PictureAsync("failed");
        SimulatedCluster.SetFaults(shared.Nodes, []);
        viewer = await viewer.RetryAsync();
        await viewer.TellsAsync("ReleaseNodes1", "Completed");
        await viewer.IsAsync("Finished");
        await shared.Host.UntilAsync(run, "Finished");

        var instances = await studio.InstancesAsync();
        await instances.DeleteAsync([run]);
        (await shared.Host.Admin().GetAsync(new Uri($"/api/runs/{run}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // What comes with the product is looked at only.
        var list = await studio.DefinitionsAsync();
        var pipeline = await list.OpenAsync("MultiNodeCalibration");
        await pipeline.SeesAsync("Acquire nodes");
        await studio.PictureAsync("pipeline");
        await studio.Page.GoBackAsync();
        await list.SeesAsync("MultiNodeCalibration");

        var zip = await list.ExportAsync(Names.AsEnumerable());
        new ZipArchive(new MemoryStream(zip)).Entries.Count.ShouldBe(Names.Length);
        await list.DeleteAsync(Names);
        await list.ImportAsync("two.zip", zip, Names[0]);
        await list.SeesAsync(Names[1]);

        await studio.ShouldBeContentAsync();
    }

    private Task<string> PublishAsync(string name) => shared.Host.PublishAsync(
        name,
        """
        [
          { "id": "AcquireNodes1", "name": "AcquireNodes1", "type": "Gaudi.AcquireNodes", "version": 1, "cards": { "expression": { "type": "Literal", "value": 16 } } },
          { "id": "CheckNics1", "name": "CheckNics1", "type": "Gaudi.CheckNics", "version": 1, "checks": { "expression": { "type": "Literal", "value": 1 } },
            "metadata": { "designer": { "position": { "x": 300, "y": 0 } } } },
          { "id": "ReleaseNodes1", "name": "ReleaseNodes1", "type": "Gaudi.ReleaseNodes", "version": 1, "metadata": { "designer": { "position": { "x": 600, "y": 0 } } } }
        ]
        """,
        ("AcquireNodes1", "Done", "CheckNics1"), ("CheckNics1", "All up", "ReleaseNodes1"));
}
