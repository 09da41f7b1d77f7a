using System.Text.Json;

namespace Pipeline.Tests.Host.Plans;

/// <summary>The plan of the documented case: Llama 3.1 405B at TP 16 on two 8-card Gaudi 2 nodes, unified to 8, served at TP 8.</summary>
public sealed class DocumentedCommands
{
    private const string Workspace = "/nfs/fp8";
    private const string Calibration = $"{Workspace}/my_workspace/vllm-gaudi/calibration";

    [Fact]
    public async Task The_plan_holds_every_documented_command_where_it_belongs_and_executes_nothing()
    {
        using var host = new HostProcess();
        var config = Path.Combine(host.Data, "pool.json");
        await File.WriteAllTextAsync(config, Pool);

        var outcome = await host.RunAsync(
            "plan", "MultiNodeCalibration", "--json", "--config", config,
            "--set", "model=/models/Llama-3.1-405B-Instruct", "--set", "dataset=/data/d.pkl", "--set", "output=/nfs/fp8/out",
            "--set", "tensorParallel=16", "--set", "batchSize=128", "--set", "sampleLimit=4096", "--set", "unifyTo=8", "--set", "serveOn=8");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        var steps = outcome.Json.GetProperty("steps").EnumerateArray().ToList();
        steps.Select(s => s.GetProperty("name").GetString()).ShouldBe(
        [
            "AcquireNodes", "CheckPrerequisites", "EnsureContainer", "InstallPlugin", "PrepareWorkspace", "CheckNics", "SetUpEnvironment", "StartRay",
            "Calibrate", "UnifyMeasurements", "VerifyMeasurements", "StopRay", "Serve", "StopServing", "StopRay", "ReleaseNodes",
        ]);

        Last(steps, "EnsureContainer", "gaudi-2", null, "--runtime=habana -e HABANA_VISIBLE_DEVICES=all -e OMPI_MCA_btl_vader_single_copy_mechanism=none --cap-add=sys_nice --net=host --ipc=host");
        Last(steps, "InstallPlugin", "gaudi-2", "gaudi", "VLLM_TARGET_DEVICE=empty pip install --no-build-isolation -e .");
        Last(steps, "CheckNics", "gaudi-2", null, "/opt/habanalabs/qual/gaudi2/bin/manage_network_ifs.sh --status");
        Last(steps, "PrepareWorkspace", "gaudi-2", "gaudi", "pip install -r requirements.txt").GetProperty("workingDirectory").GetString().ShouldBe(Calibration);
        InTheEnvironmentOfRay(Last(steps, "StartRay", "gaudi-2", "gaudi", "ray start --address=10.0.0.1:6379"));
        InTheEnvironmentOfRay(Commands(steps, "StartRay").Single(c => Script(c) == "ray start --head --port=6379 --node-ip-address=10.0.0.1"));
        Last(steps, "StopRay", "gaudi-2", "gaudi", "ray stop");
        var calibrate = Last(steps, "Calibrate", "gaudi-1", "gaudi", "./calibrate_model.sh -m /models/Llama-3.1-405B-Instruct -d /data/d.pkl -o /nfs/fp8/out -l 4096 -t 16 -b 128");
        calibrate.GetProperty("workingDirectory").GetString().ShouldBe(Calibration);
        InTheEnvironmentOfRay(calibrate);
        Last(steps, "UnifyMeasurements", "host", null, "measurements unify -m /nfs/fp8/out/llama-3.1-405b-instruct/g2 -o /nfs/fp8/out/llama-3.1-405b-instruct/g2 -r 8");
        var serve = Commands(steps, "Serve").Single(c => Script(c).StartsWith("vllm serve", StringComparison.Ordinal));
        Script(serve).ShouldBe("vllm serve /models/Llama-3.1-405B-Instruct --quantization inc --kv-cache-dtype fp8_inc --tensor-parallel-size 8 --max-model-len 2048");
        serve.GetProperty("environment").GetProperty("QUANT_CONFIG").GetString().ShouldBe("/nfs/fp8/out/llama-3.1-405b-instruct/maxabs_quant_g2.json");
        Directory.Exists(Workspace).ShouldBeFalse();
    }

    private static JsonElement Last(IReadOnlyList<JsonElement> steps, string step, string node, string? container, string part)
    {
        var command = Commands(steps, step).Last(c => c.GetProperty("node").GetString() == node);
        command.GetProperty("container").GetString().ShouldBe(container);
        Script(command).ShouldContain(part);
        return command;
    }

    private static IReadOnlyList<JsonElement> Commands(IReadOnlyList<JsonElement> steps, string step) =>
        [.. steps.First(s => s.GetProperty("name").GetString() == step).GetProperty("commands").EnumerateArray()];

    private static string Script(JsonElement command) => command.GetProperty("script").GetString()!;

    private static void InTheEnvironmentOfRay(JsonElement command)
    {
        var names = command.GetProperty("environment").EnumerateObject().Select(v => v.Name).ToList();
        names.ShouldContain("GLOO_SOCKET_IFNAME");
        names.ShouldContain("HCCL_SOCKET_IFNAME");
        names.ShouldContain("QUANT_CONFIG");
    }

    private const string Pool = """
        { "NodePool": { "Workspace": "/nfs/fp8", "Nodes": [
          { "Name": "gaudi-1", "Address": "10.0.0.1", "Device": "gaudi2", "Cards": 8, "Container": { "Name": "gaudi", "Image": "gaudi-pytorch" } },
          { "Name": "gaudi-2", "Address": "10.0.0.2", "Device": "gaudi2", "Cards": 8, "Container": { "Name": "gaudi", "Image": "gaudi-pytorch" } } ] } }
        """;
}
