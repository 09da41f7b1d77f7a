using System.Globalization;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Transforms;
using Pipeline.Host.Simulator.Devices;
using Pipeline.Host.Simulator.Faults;
using Pipeline.Host.Simulator.Models;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>The sub-steps of a calibration, as the whole script or the numbered scripts run them.</summary>
/// <param name="context">The call.</param>
/// <param name="options">What to calibrate.</param>
/// <param name="folder">Folder of the measurements.</param>
internal sealed class CalibrationSteps(ToolContext context, CalibrationOptions options, string folder)
{
    private const int Batches = 24;

    private const string EngineDied =
        "\n(EngineCore_DP0 pid=357) ERROR [core.py:710] EngineCore encountered a fatal error.\nvllm.v1.engine.exceptions.EngineDeadError: EngineCore encountered an issue. See stack trace (above) for the root cause.";

    private readonly bool expertParallel = options.ExpertParallel || options.IsDeepSeek;

    private readonly IReadOnlyList<RayMember> members = new RayCluster(context.Node).Living();

    private MeasurementMaker Maker => new(options.ModelName, ModelShapes.Of(options.ModelName).Shape, options.TensorParallel, expertParallel);

    /// <summary>Why the model cannot be loaded, or null.</summary>
    public string? ModelProblem() =>
        options.Model is ['/', ..] && !Directory.Exists(options.Model)
            ? $"OSError: Incorrect path_or_model_id: '{options.Model}'. Please provide either the path to a local folder or the repo_id of a model on the Hub."
            : null;

    /// <summary>Step 1, for a dataset file; what went wrong, or null.</summary>
    /// <param name="name">Path of the result without its ending.</param>
    public async Task<string?> PrepareDatasetAsync(string name)
    {
        if (ModelProblem() is { } problem) return problem;
        context.Print($"Loading source dataset: {options.Dataset}", "Creating calibration dataset...");
        if (!File.Exists(context.Resolve(options.Dataset!))) return $"FileNotFoundError: [Errno 2] No such file or directory: '{options.Dataset}'";
        await context.WaitAsync(0.3);
        context.Out.WriteLine("Saving calibration dataset...");
        SharedFiles.Write($"{name}-calibration-dataset.pkl", $"simulated dataset of {options.Dataset}, at most {options.Limit?.ToString(CultureInfo.InvariantCulture) ?? "all"} samples\n");
        return await DoneAsync("Done.");
    }

    /// <summary>Step 2; what went wrong, or null.</summary>
    public async Task<string?> MeasureAsync()
    {
        int samples = options.HasDatasetFile ? Math.Min(options.Limit ?? 1000, 1000) : options.NamedSamples;
        context.Out.WriteLine(options.HasDatasetFile ? $"Loading dataset: {options.ModelName}-calibration-dataset.pkl" : $"Loading {samples} samples with at least 1024 tokens from {options.Dataset} for model {options.Model}...");
        await StartEngineAsync("Preparing model with INC..");
        if (context.Node.Faults.Take(FaultKind.OutOfMemory) is not null)
            return "RuntimeError: [Rank:0] FATAL ERROR :: MODULE:PT_DEVMEM Allocation failed for size::939524096 (896)MB";
        if (options.SpansNodes && FabricProblem() is { } problem) return problem;
        if (context.Node.Faults.Take(FaultKind.Hang) is not null) await Task.Delay(Timeout.InfiniteTimeSpan, context.Stop);
        Fault? crash = context.Node.Faults.Find(FaultKind.Crash);
        for (int batch = 1; batch <= Batches; batch++)
        {
            await context.WaitAsync(4.5 / Batches);
            context.Out.Write($"\rProcessed prompts: {100 * batch / Batches,3}%|{new string('█', 10 * batch / Batches)}| {batch}/{Batches}");
            if (crash is not null && 100 * batch >= crash.Number * Batches)
            {
                context.Node.Faults.Take(FaultKind.Crash);
                return EngineDied;
            }
            if (options.SpansNodes && WorkerLeft(batch)) return "\nray.exceptions.ActorDiedError: The actor died unexpectedly before finishing this task.\n\tclass_name: RayWorkerWrapper";
            int done = samples * batch / Batches;
            context.Out.WriteLine(batch == Batches
                ? $"\nLast batch finished: {samples}/{samples} samples done"
                : $"\nBatch finished: {done}/{samples} samples done; ETA: {(Batches - batch) * 5} min");
        }
        WriteMeasurements(samples);
        return null;
    }

    /// <summary>What keeps ranks on several nodes from talking: Gloo's interface first, then the cards' ports.</summary>
    private string? FabricProblem()
    {
        foreach (RayMember member in members)
        {
            // vLLM copies the driver's names to the workers.
            string? Name(string variable) => context.Variable(variable) ?? member.Environment.GetValueOrDefault(variable);
            if (Name("GLOO_SOCKET_IFNAME") is not { } gloo)
                return "RuntimeError: Gloo connectFullMesh failed with [../third_party/gloo/gloo/transport/tcp/pair.cc:144] no error";
            if (gloo != Ip.Interface)
                return $"RuntimeError: [enforce fail at ../third_party/gloo/gloo/transport/tcp/device.cc:84] ifa != nullptr. Unable to find address for: {gloo}";
            if (Name("HCCL_SOCKET_IFNAME") != Ip.Interface) return "RuntimeError: Collective call returned error";
        }
        bool portsUp = context.Node.ClusterNodes()
            .Where(node => members.Any(member => member.Node == node.Name))
            .All(node => new NetworkPorts(node, context.Clock).AreAllUp());
        return portsUp ? null : "RuntimeError: Collective call returned error";
    }

    /// <summary>Whether a node that takes part is no longer in the Ray cluster, by a fault or because someone stopped it.</summary>
    private bool WorkerLeft(int batch)
    {
        RayCluster cluster = new(context.Node);
        if (batch == Batches / 2 && context.Node.Faults.Take(FaultKind.WorkerLeaves) is not null) cluster.Lose(members[^1].Node);
        return cluster.Living().Count < members.Count;
    }

    private async Task StartEngineAsync(string preparing)
    {
        context.Print(
            "INFO 11-24 10:20:01 [core.py:58] Initializing a V1 LLM engine (v0.26.0)",
            $"(RayWorkerWrapper pid=2593, ip={context.Node.Address}) INFO Starting to load model {options.Model}...");
        await context.WaitAsync(0.6);
        context.Print(
            $"(RayWorkerWrapper pid=2593, ip={context.Node.Address}) INFO Loading model weights took 52.7500 GB",
            $"(RayWorkerWrapper pid=2593, ip={context.Node.Address}) INFO {preparing}",
            $"INFO Model profiling run took 2.5 GiB of device memory (60.1/{context.Node.Profile.UsableGiB.ToString(CultureInfo.InvariantCulture)} GiB used)",
            "INFO Initializing cache engine took 12.5 GiB", "INFO Skipping warmup...");
    }

    /// <summary>INC moves what an earlier measurement left, then every rank writes its files.</summary>
    private void WriteMeasurements(int samples)
    {
        string[] old = [.. Directory.GetFiles(folder, "inc_output*")];
        if (old.Length > 0)
        {
            string backup = $"{folder}/backup_inc_output_{context.Clock.GetUtcNow().ToString("dd-MM_HH:mm:ss", CultureInfo.InvariantCulture)}";
            Directory.CreateDirectory(backup);
            foreach (string file in old) File.Move(file, Path.Combine(backup, Path.GetFileName(file)), overwrite: true);
        }
        MeasurementMaker maker = Maker;
        Parallel.For(0, options.TensorParallel, rank =>
        {
            MeasurementFiles.WriteAsInc(folder, MeasurementName.Measurement(rank, options.TensorParallel), maker.Measure(rank, Math.Max(1, samples / options.Batch)));
            MeasurementFiles.WriteModList(folder, MeasurementName.Measurement(rank, options.TensorParallel), maker.ModList(rank));
        });
    }

    /// <summary>Takes away what ranks did not write in fact.</summary>
    public void RemoveFilesOfBlindRanks()
    {
        foreach (string file in BlindRanks().SelectMany(rank => Directory.GetFiles(folder, $"inc_output_hooks_maxabs*_{rank}_{options.TensorParallel}*"))) File.Delete(file);
    }

    /// <summary>Ranks on nodes whose Ray was started without the right QUANT_CONFIG measure nothing, and nobody says so.</summary>
    private IEnumerable<int> BlindRanks()
    {
        if (context.Node.Faults.Take(FaultKind.MissingRank) is { } missing) yield return (int)missing.Number;
        if (!options.SpansNodes) yield break;
        int rank = 0;
        foreach (RayMember member in members)
        {
            bool sees = member.Environment.GetValueOrDefault("QUANT_CONFIG") == context.Variable("QUANT_CONFIG");
            for (int card = 0; card < member.Hpus; card++, rank++)
            {
                if (!sees) yield return rank;
            }
        }
    }

    /// <summary>Step 3; what went wrong, or null.</summary>
    /// <param name="output">Where the result goes; over the measurements when null, as the whole script has it.</param>
    public async Task<string?> PostprocessAsync(string? output = null)
    {
        if (context.Node.Faults.Take(FaultKind.DiskFull) is not null)
        {
            Cut(0);
            return "json.decoder.JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)\nOSError: [Errno 28] No space left on device";
        }
        string? problem = await TransformAsync("KeyError", output ?? folder, temporary => Postprocess.RunAsync(
            new PostprocessOptions { Measurements = folder, Output = temporary, DeepSeek = options.IsDeepSeek, WorldSize = options.TensorParallel }, null, context.Stop));
        if (problem is not null) return problem;
        return await DoneAsync("finished fix_measurements script");
    }

    /// <summary>
    /// Lets the native library do what a script does, and keeps of its result only what the script would have written: no
    /// manifest and no mod lists.
    /// </summary>
    private async Task<string?> TransformAsync(string errorClass, string output, Func<string, Task> transform)
    {
        string temporary = $"{context.Directory}/inc_tmp/{options.ModelName}/{Path.GetFileName(folder)}-{Environment.ProcessId}";
        Directory.CreateDirectory(Path.GetDirectoryName(temporary)!);
        try
        {
            await transform(temporary);
        }
        catch (MeasurementException error)
        {
            return $"{errorClass}: {error.Message}";
        }
        Directory.CreateDirectory(output);
        foreach (string file in Directory.GetFiles(temporary, "inc_output_hooks_maxabs_*").Where(f => !f.EndsWith("_mod_list.json", StringComparison.Ordinal)))
            File.Move(file, Path.Combine(output, Path.GetFileName(file)), overwrite: true);
        Directory.Delete(temporary, recursive: true);
        return null;
    }

    /// <summary>Cuts a rank's files off when that is asked for.</summary>
    public void CutOffFiles()
    {
        if (context.Node.Faults.Take(FaultKind.Truncate) is { } truncate) Cut((int)truncate.Number);
    }

    private void Cut(int rank)
    {
        foreach (string file in Directory.GetFiles(folder, $"inc_output_hooks_maxabs_{rank}_{options.TensorParallel}.*"))
        {
            using FileStream stream = new(file, FileMode.Open);
            stream.SetLength(stream.Length / 3);
        }
    }

    /// <summary>Step 4; what went wrong, or null.</summary>
    public async Task<string?> QuantizeAsync()
    {
        await StartEngineAsync("Preparing model with INC..");
        if (context.Node.Faults.Take(FaultKind.QuantizeCrash) is not null) return EngineDied;
        MeasurementMaker maker = Maker;
        Parallel.For(0, options.TensorParallel, rank =>
            MeasurementFiles.WriteAsInc(folder, MeasurementName.Scale(rank, options.TensorParallel), maker.Scale(rank, context.Node.Profile)));
        return null;
    }

    /// <summary>Step 5; what went wrong, or null.</summary>
    public async Task<string?> UnifyAsync(int ranks)
    {
        int size = options.TensorParallel / Math.Max(1, ranks);
        context.Out.WriteLine($"Card grouping list >> [{string.Join(", ", Enumerable.Range(0, ranks).Select(group => $"[{string.Join(", ", Enumerable.Range(group * size, size).Select(rank => $"'{rank}'"))}]"))}]");
        string? problem = await TransformAsync("AssertionError", folder, temporary => Unify.RunAsync(
            new UnifyOptions { Measurements = folder, Output = temporary, Ranks = ranks, ExpertParallel = options.ExpertParallel, WorldSize = options.TensorParallel }, null, context.Stop));
        if (problem is not null) return problem;
        return await DoneAsync("finished measurement unifier script");
    }

    private async Task<string?> DoneAsync(params string[] lines)
    {
        await context.WaitAsync(0.1);
        context.Print(lines);
        return null;
    }
}
