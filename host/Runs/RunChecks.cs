using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Composition;
using Pipeline.Workflows;

namespace Pipeline.Host.Runs;

/// <summary>Checks what a run is asked to do before anything starts.</summary>
internal sealed class RunChecks(INodePool pool, Secrets secrets)
{
    /// <summary>The pipeline with all its inputs.</summary>
    /// <param name="workflow">Its name, in any case.</param>
    /// <param name="set">The inputs as texts.</param>
    /// <param name="filesMayFollow">Whether files that are not there count as faults: not when they may come later.</param>
    /// <exception cref="InputException">Every fault.</exception>
    public CheckedRun Check(string workflow, IReadOnlyDictionary<string, string> set, bool filesMayFollow)
    {
        var pipeline = PipelineCatalog.All.FirstOrDefault(p => string.Equals(p.Name, workflow, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException($"There is no pipeline '{workflow}'. There are {string.Join(", ", PipelineCatalog.All.Select(p => p.Name))}.");
        var reading = InputReader.Read(pipeline, set);
        var facts = new PoolFacts([.. pool.Nodes.Select(n => new PoolNode(n.Name, n.Device, n.Cards))]) { IsMissing = filesMayFollow ? _ => false : IsMissing };
        var check = pipeline.Check(reading.Values, facts);
        IReadOnlyList<string> faults = [.. reading.Faults, .. check.Faults.Where(InputReading.IsMeant), .. Leaks(set)];
        return faults.Count > 0 ? throw new InputException(faults) : new CheckedRun(pipeline, reading.Values, check.Warnings);
    }

    /// <summary>Inputs are stored and shown: none may hold a secret of this host.</summary>
    private IEnumerable<string> Leaks(IReadOnlyDictionary<string, string> set) =>
        set.Where(i => secrets.AreIn(i.Value)).Select(i => $"{i.Key} holds a secret of this host, and inputs are stored and shown. Set it in the nodes' environment instead.");

    /// <summary>Known only where all steps run on this very machine; elsewhere the first step looks.</summary>
    private bool IsMissing(string path) =>
        pool.Nodes.All(n => n.Transport is Transport.Local or Transport.Simulated && n.Container is null) && !Path.Exists(path);
}

/// <summary>A run that may start.</summary>
internal sealed record CheckedRun(PipelineWorkflow Pipeline, IReadOnlyDictionary<string, object?> Values, IReadOnlyList<string> Warnings);
