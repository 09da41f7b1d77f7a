using System.Text.Json;
using Pipeline.Host.Cli.Measurements;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Runs;

namespace Pipeline.Tests.Unit.Cli;

public sealed class ListingCommands
{
    private static readonly NodeRow[] Nodes =
    [
        new("gaudi-1", "gaudi2", 8, "simulated", "127.0.0.1", null, Views.Id, []),
        new("gaudi-2", null, 8, "local", "10.0.0.12", "pipeline-gaudi", null, ["b2"]),
    ];

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    public async Task A_run_is_readable_at_60_and_80_columns(int width)
    {
        var line = new CommandLine { Width = width };
        line.Runs.Add(Views.Running);

        (await line.RunAsync("show", "a1b2")).ShouldBe(0);

        line.Output.Split('\n').Where(l => !l.Contains("pipeline ")).ShouldAllBe(l => l.Length <= width);
        Snapshot.Check($"show {width}", line.Output);
    }

    [Fact]
    public async Task A_run_tells_by_which_delivery_it_came()
    {
        var line = new CommandLine { Width = 120 };
        line.Runs.Add(Views.Finished with { By = "hook calibrate", Delivery = "msg_1", Correlation = "order 7" });

        (await line.RunAsync("show", "a1b2")).ShouldBe(0);
        line.Output.ShouldContain("asked for by hook calibrate, delivery msg_1, correlation order 7");
        (await line.RunAsync("show", "a1b2", "--json")).ShouldBe(0);

        line.Output.ShouldContain("\"by\":\"hook calibrate\"");
        line.Output.ShouldContain("\"delivery\":\"msg_1\",\"correlation\":\"order 7\"");
    }

    [Fact]
    public async Task The_id_of_a_run_is_in_one_piece_on_the_narrowest_terminal()
    {
        var line = new CommandLine { Width = 40 };
        line.Runs.Add(Views.Finished);

        (await line.RunAsync("runs")).ShouldBe(0);

        line.Output.ShouldContain(Views.Id);
    }

    [Fact]
    public async Task Nodes_shows_holders_and_waiting_runs()
    {
        var line = new CommandLine { Width = 120 };
        line.Nodes.AddRange(Nodes);

        (await line.RunAsync("nodes")).ShouldBe(0);

        Snapshot.Check("nodes", line.Output);
    }

    [Fact]
    public async Task Nodes_as_json()
    {
        var line = new CommandLine();
        line.Nodes.AddRange(Nodes);

        (await line.RunAsync("nodes", "--json", "--data", "/tmp/d")).ShouldBe(0);

        line.Opened!.DataFolder.ShouldBe("/tmp/d");
        var first = JsonDocument.Parse(line.Output).RootElement.GetProperty("nodes")[0];
        first.GetProperty("leasedBy").GetString().ShouldBe(Views.Id);
        first.GetProperty("cards").GetInt32().ShouldBe(8);
    }

    [Fact]
    public async Task A_look_at_the_nodes_reads_well_on_a_narrow_terminal()
    {
        var line = new CommandLine
        {
            Width = 60,
            Check = new PoolCheck(
                [
                    new NodeCheck(Nodes[0]) { Os = "Ubuntu 22.04.5 LTS, Linux 6.8.0-45-generic", Cards = 8, Device = "gaudi2", Driver = "1.24.1-3bf9e81", InternalPorts = new(168, 0), ExternalPorts = new(24, 0), FreeKiB = 900_000_000, SizeKiB = 1_000_000_000, Mount = "server:/export on /mnt/nfs (nfs)", Identity = "00ff" },
                    new NodeCheck(Nodes[1]) { Faults = [new CheckFault("reach", "The node does not answer at 10.0.0.12.", "Check that it is up.")] },
                ],
                [new CheckFault("versions", "Ray differs between the nodes: gaudi-1 2.48.0, gaudi-2 2.44.1.", "Use one container image on all nodes.")]),
        };

        (await line.RunAsync("nodes", "check")).ShouldBe(1);

        line.Output.Split('\n').ShouldAllBe(l => l.Length <= 60);
        Snapshot.Check("nodes check", line.Output);
    }

    [Fact]
    public async Task Runs_lists_runs()
    {
        var line = new CommandLine();
        line.Runs.Add(Views.Finished);

        (await line.RunAsync("runs")).ShouldBe(0);

        Snapshot.Check("runs", line.Output);
    }

    [Fact]
    public async Task A_plan_can_be_copied_into_a_shell()
    {
        var line = new CommandLine();
        line.Runs.Plan = new RunPlan(
            "MultiNodeCalibration",
            [new("StartRay", "Done", [new("gaudi-1", "pipeline-gaudi", new Dictionary<string, string> { ["QUANT_CONFIG"] = "/n f s/buffer.json" }, "/nfs/c", "ray start --head --port=6379")])],
            ["A name calibrates on one sample."]);

        (await line.RunAsync("plan", "MultiNodeCalibration")).ShouldBe(0);

        Snapshot.Check("plan", line.Output);
    }

    [Fact]
    public async Task Logs_of_several_nodes_are_told_apart()
    {
        var line = new CommandLine();
        line.Runs.Add(Views.Finished);
        line.Runs.Logs.AddRange([new("StartRay", "gaudi-1", "one\ntw"), new("StartRay", "gaudi-1", "o\n"), new("StartRay", "gaudi-2", "open"), new("Calibrate", "gaudi-1", "x\n")]);

        (await line.RunAsync("logs", "a1b2")).ShouldBe(0);

        line.Output.ShouldBe("== StartRay\ngaudi-1 | one\ngaudi-1 | two\ngaudi-2 | open\n== Calibrate\ngaudi-1 | x\n");
    }

    [Fact]
    public async Task Measurement_commands_take_the_options_of_the_official_scripts()
    {
        var line = new CommandLine();

        (await line.RunAsync("measurements", "unify", "-m", "/m/g2/", "-r", "8", "-o", "/o", "-u", "-s", "--quantize-config", "/q.json")).ShouldBe(0);
        line.Transform.ShouldBe(new UnifyOptions("/m/g2", "/o", 8, ExpertParallel: true, SkipScales: true, "/q.json"));

        (await line.RunAsync("measurements", "postprocess", "-m", "/m", "-o", "/o", "-d")).ShouldBe(0);
        line.Transform.ShouldBe(new PostprocessOptions("/m", "/o", DeepSeek: true, null));

        (await line.RunAsync("measurements", "expand", "-m", "/m", "-o", "/o", "-w", "16")).ShouldBe(0);
        line.Transform.ShouldBe(new ExpandOptions("/m", "/o", 16, null));
    }

    [Fact]
    public async Task Measurement_commands_take_what_their_questions_ask_for()
    {
        var line = new CommandLine();

        (await line.RunAsync("measurements", "unify", "-m", "/m", "-r", "1", "-o", "/o", "--base", "b", "--world-size", "8", "--model-experts", "64")).ShouldBe(0);
        line.Transform.ShouldBe(new UnifyOptions("/m", "/o", 1, ExpertParallel: false, SkipScales: false, null) { Set = new("b", 8), ModelExperts = 64 });

        (await line.RunAsync("measurements", "postprocess", "-m", "/m", "-o", "/o", "--base", "b", "--world-size", "8")).ShouldBe(0);
        line.Transform.ShouldBe(new PostprocessOptions("/m", "/o", DeepSeek: false, null) { Set = new("b", 8) });

        (await line.RunAsync("measurements", "expand", "-m", "/m", "-o", "/o", "-w", "2", "--base", "b")).ShouldBe(0);
        line.Transform.ShouldBe(new ExpandOptions("/m", "/o", 2, null) { Set = new("b") });
    }

    [Fact]
    public async Task Device_fails_with_exit_code_1_when_another_is_expected()
    {
        var line = new CommandLine();

        (await line.RunAsync("measurements", "device", "/q.json", "--expect", "gaudi2")).ShouldBe(0);
        (await line.RunAsync("measurements", "device", "/q.json", "--expect", "gaudi3")).ShouldBe(1);

        line.Output.ShouldContain("must not be used on gaudi3");
    }
}
