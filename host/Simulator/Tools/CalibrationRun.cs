using System.Globalization;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Transforms;
using Pipeline.Host.Simulator.Devices;
using Pipeline.Host.Simulator.Faults;
using Pipeline.Host.Simulator.Models;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>One calibration under way.</summary>
internal sealed class CalibrationRun(ToolContext context, CalibrationOptions options, string device)
{
    private const int Batches = 24;

    private readonly string modelFolder = $"{context.Resolve(options.Output ?? "/").TrimEnd('/')}/{options.ModelName}";
    private readonly bool expertParallel = options.ExpertParallel || options.IsDeepSeek;
    private readonly bool spansNodes = options.TensorParallel > CalibrateModel.MostCardsOfOneNode;

    private readonly IReadOnlyList<RayMember> members = new RayCluster(context.Node).Living();

    private string Folder => $"{modelFolder}/{device}";

    private MeasurementMaker Maker => new(options.ModelName, ModelShapes.Of(options.ModelName).Shape, options.TensorParallel, expertParallel);

    /// <summary>Runs all steps; the script's exit code.</summary>
    public async Task<int> StepsAsync()
    {
        (string measure, string quantize) = CalibrationConfigs.Write(modelFolder, options.ModelName, device);
        using CardHold cards = CardHold.Take(context.Node, options.TensorParallel);
        MakeCurrent(measure);
        if (await PrepareDatasetAsync() is { } notPrepared) return Failed(1, notPrepared);
        if (await MeasureAsync() is { } failed) return Failed(2, failed);
        if (await PostprocessAsync() is { } notProcessed) return Failed(3, notProcessed);
        MakeCurrent(quantize);
        await QuantizeAsync();
        RemoveFilesOf(BlindRanks());
        if (options.Ranks is { } ranks && await UnifyAsync(ranks) is { } notUnified) return Failed(5, notUnified);
        if (context.Node.Faults.Take(FaultKind.Truncate) is { } truncate) Cut((int)truncate.Number);
        CalibrateModel.PrintClearing(context);
        return context.Print("Calibration process done");
    }

    private int Failed(int step, string message)
    {
        context.Error.WriteLine(message);
        context.Out.WriteLine($"Error in step {step}");
        return 1;
    }

    private void MakeCurrent(string config)
    {
        if (spansNodes) File.WriteAllText(context.Variable("QUANT_CONFIG")!, File.ReadAllText(config));
    }

    private async Task<string?> PrepareDatasetAsync()
    {
        if (options.Model is ['/', ..] && !Directory.Exists(options.Model))
            return $"OSError: Incorrect path_or_model_id: '{options.Model}'. Please provide either the path to a local folder or the repo_id of a model on the Hub.";
        if (options.Dataset is not { } dataset || !dataset.EndsWith(".pkl", StringComparison.Ordinal))
        {
            context.Print("DATASET_PATH_OR_NAME is not a .pkl file, will prepare calibration dataset based on it.", "", $"Skipping step 1 - prepare calibration dataset with dataset {options.Dataset}");
            return null;
        }
        context.Print("", "1/4 Preparing calibration dataset", $"Loading source dataset: {dataset}", "Creating calibration dataset...");
        if (!File.Exists(context.Resolve(dataset))) return $"FileNotFoundError: [Errno 2] No such file or directory: '{dataset}'";
        await context.WaitAsync(0.3);
        context.Print("Saving calibration dataset...", "Done.", "Step 1/4 done");
        return null;
    }

    private async Task<string?> MeasureAsync()
    {
        context.Print("", "2/4 Measuring scales");
        bool fromFile = options.Dataset?.EndsWith(".pkl", StringComparison.Ordinal) == true;
        int samples = fromFile ? Math.Min(options.Limit ?? 1000, 1000) : 1;
        context.Out.WriteLine(fromFile ? $"Loading dataset: {options.ModelName}-calibration-dataset.pkl" : $"Loading 1 samples with at least 1024 tokens from {options.Dataset} for model {options.Model}...");
        await StartEngineAsync("Preparing model with INC..");
        if (context.Node.Faults.Take(FaultKind.OutOfMemory) is not null)
            return "RuntimeError: [Rank:0] FATAL ERROR :: MODULE:PT_DEVMEM Allocation failed for size::939524096 (896)MB";
        if (spansNodes && FabricProblem() is { } problem) return problem;
        if (context.Node.Faults.Take(FaultKind.Hang) is not null) await Task.Delay(Timeout.InfiniteTimeSpan, context.Stop);
        Fault? crash = context.Node.Faults.Find(FaultKind.Crash);
        for (int batch = 1; batch <= Batches; batch++)
        {
            await context.WaitAsync(4.5 / Batches);
            context.Out.Write($"\rProcessed prompts: {100 * batch / Batches,3}%|{new string('█', 10 * batch / Batches)}| {batch}/{Batches}");
            if (crash is not null && 100 * batch >= crash.Number * Batches)
            {
                context.Node.Faults.Take(FaultKind.Crash);
                return "\n(EngineCore_DP0 pid=357) ERROR [core.py:710] EngineCore encountered a fatal error.\nvllm.v1.engine.exceptions.EngineDeadError: EngineCore encountered an issue. See stack trace (above) for the root cause.";
            }
            if (spansNodes && WorkerLeft(batch)) return "\nray.exceptions.ActorDiedError: The actor died unexpectedly before finishing this task.\n\tclass_name: RayWorkerWrapper";
            int done = samples * batch / Batches;
            context.Out.WriteLine(batch == Batches
                ? $"\nLast batch finished: {samples}/{samples} samples done"
                : $"\nBatch finished: {done}/{samples} samples done; ETA: {(Batches - batch) * 5} min");
        }
        WriteMeasurements(samples);
        context.Out.WriteLine("Step 2/4 done");
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
        string[] old = [.. Directory.GetFiles(Folder, "inc_output*")];
        if (old.Length > 0)
        {
            string backup = $"{Folder}/backup_inc_output_{context.Clock.GetUtcNow().ToString("dd-MM_HH:mm:ss", CultureInfo.InvariantCulture)}";
            Directory.CreateDirectory(backup);
            foreach (string file in old) File.Move(file, Path.Combine(backup, Path.GetFileName(file)), overwrite: true);
        }
        MeasurementMaker maker = Maker;
        Parallel.For(0, options.TensorParallel, rank =>
        {
            MeasurementFiles.WriteAsInc(Folder, MeasurementName.Measurement(rank, options.TensorParallel), maker.Measure(rank, Math.Max(1, samples / options.Batch)));
            MeasurementFiles.WriteModList(Folder, MeasurementName.Measurement(rank, options.TensorParallel), maker.ModList(rank));
        });
    }

    private void RemoveFilesOf(IEnumerable<int> ranks)
    {
        foreach (string file in ranks.SelectMany(rank => Directory.GetFiles(Folder, $"inc_output_hooks_maxabs*_{rank}_{options.TensorParallel}*"))) File.Delete(file);
    }

    /// <summary>Ranks on nodes whose Ray was started without the right QUANT_CONFIG measure nothing, and nobody says so.</summary>
    private IEnumerable<int> BlindRanks()
    {
        if (context.Node.Faults.Take(FaultKind.MissingRank) is { } missing) yield return (int)missing.Number;
        if (!spansNodes) yield break;
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

    private async Task<string?> PostprocessAsync()
    {
        context.Print("", "3/4 Postprocessing scales");
        if (context.Node.Faults.Take(FaultKind.DiskFull) is not null)
        {
            Cut(0);
            return "json.decoder.JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)\nOSError: [Errno 28] No space left on device";
        }
        string? problem = await TransformAsync("KeyError", output => Postprocess.RunAsync(
            new PostprocessOptions { Measurements = Folder, Output = output, DeepSeek = options.IsDeepSeek, WorldSize = options.TensorParallel }, null, context.Stop));
        if (problem is not null) return problem;
        return await DoneAsync("finished fix_measurements script", "Step 3/4 done");
    }

    /// <summary>
    /// Lets the native library do what a script does, and keeps of its result only what the script would have written: no
    /// manifest and no mod lists.
    /// </summary>
    private async Task<string?> TransformAsync(string errorClass, Func<string, Task> transform)
    {
        string temporary = $"{context.Directory}/inc_tmp/{options.ModelName}/{device}-{Environment.ProcessId}";
        Directory.CreateDirectory(Path.GetDirectoryName(temporary)!);
        try
        {
            await transform(temporary);
        }
        catch (MeasurementException error)
        {
            return $"{errorClass}: {error.Message}";
        }
        foreach (string file in Directory.GetFiles(temporary, "inc_output_hooks_maxabs_*").Where(f => !f.EndsWith("_mod_list.json", StringComparison.Ordinal)))
            File.Move(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
        Directory.Delete(temporary, recursive: true);
        return null;
    }

    private void Cut(int rank)
    {
        foreach (string file in Directory.GetFiles(Folder, $"inc_output_hooks_maxabs_{rank}_{options.TensorParallel}.*"))
        {
            using FileStream stream = new(file, FileMode.Open);
            stream.SetLength(stream.Length / 3);
        }
    }

    private async Task QuantizeAsync()
    {
        context.Print("", "4/4 Quantize scales");
        await StartEngineAsync("Preparing model with INC..");
        MeasurementMaker maker = Maker;
        Parallel.For(0, options.TensorParallel, rank =>
            MeasurementFiles.WriteAsInc(Folder, MeasurementName.Scale(rank, options.TensorParallel), maker.Scale(rank, context.Node.Profile)));
    }

    private async Task<string?> UnifyAsync(int ranks)
    {
        context.Print("", "5/5 Unify scales");
        int size = options.TensorParallel / Math.Max(1, ranks);
        context.Out.WriteLine($"Card grouping list >> [{string.Join(", ", Enumerable.Range(0, ranks).Select(group => $"[{string.Join(", ", Enumerable.Range(group * size, size).Select(rank => $"'{rank}'"))}]"))}]");
        string? problem = await TransformAsync("AssertionError", output => Unify.RunAsync(
            new UnifyOptions { Measurements = Folder, Output = output, Ranks = ranks, ExpertParallel = options.ExpertParallel, WorldSize = options.TensorParallel }, null, context.Stop));
        if (problem is not null) return problem;
        return await DoneAsync("finished measurement unifier script", "Step 5/5 done");
    }

    private async Task<string?> DoneAsync(params string[] lines)
    {
        await context.WaitAsync(0.1);
        context.Print(lines);
        return null;
    }
}
