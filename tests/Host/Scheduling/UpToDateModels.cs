using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Host.Scheduling;

namespace Pipeline.Tests.Host.Scheduling;

/// <summary>Which models a night passes over: asked of a node, before any is leased.</summary>
public sealed class UpToDateModels
{
    [Fact]
    public async Task A_model_is_up_to_date_while_its_result_is_there_and_intact_and_its_inputs_are_the_same()
    {
        await using var lab = await NightLaboratory.OpenAsync();
        var item = Model(lab, batchSize: "32");
        (await IsUpToDateAsync(lab, item)).ShouldBeFalse("nothing is there");

        var guard = await GuardAsync(lab, item);
        await RunAsync(lab, guard.Around(ShellScript.Of($"mkdir -p {guard.Folder} && echo 1 > {guard.Folder}/measurements.json")));
        (await IsUpToDateAsync(lab, item)).ShouldBeTrue();
        (await IsUpToDateAsync(lab, Model(lab, batchSize: "64"))).ShouldBeFalse("other inputs make other measurements");

        lab.Schedule = lab.Schedule with { SkipsUpToDate = true, Items = [item, NightLaboratory.Item("other")] };
        await lab.TickAsync(TimeSpan.FromHours(10));
        (await lab.StatesAsync()).ShouldBe(["model UpToDate", "other Running"]);

        await RunAsync(lab, ShellScript.Of($"echo 2 >> {guard.Folder}/measurements.json"));
        (await IsUpToDateAsync(lab, item)).ShouldBeFalse("the file was changed");
    }

    private static ScheduledItem Model(NightLaboratory lab, string batchSize) => new("model", "SingleNodeCalibration", new Dictionary<string, string>
    {
        ["model"] = "org/model",
        ["dataset"] = "NeelNanda/pile-10k",
        ["output"] = $"{lab.Pool.Workspace}/out",
        ["batchSize"] = batchSize,
    });

    private static Task<bool> IsUpToDateAsync(NightLaboratory lab, ScheduledItem item) => lab.UpToDate.IsAsync(lab.Schedule.Name, item, CancellationToken.None);

    private static async Task<ResultGuard> GuardAsync(NightLaboratory lab, ScheduledItem item)
    {
        var run = lab.Checks.Check(item.Pipeline, item.Inputs, filesMayFollow: true);
        return (await lab.Planner.NotesAsync(run, CancellationToken.None)).SelectMany(n => n.Jobs).Select(j => j.Guard).OfType<ResultGuard>().Single();
    }

    private static async Task RunAsync(NightLaboratory lab, ShellScript script) =>
        (await lab.Pool.Shell("gaudi-1").RunAsync(new ShellCommand(script))).ExitCode.ShouldBe(0);
}
