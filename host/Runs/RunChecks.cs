using Pipeline.Activities.Nodes.Pool;
using Pipeline.Engine.Definitions;
using Pipeline.Host.Composition;
using Pipeline.Workflows;

namespace Pipeline.Host.Runs;

/// <summary>Checks what a run is asked to do before anything starts.</summary>
internal sealed class RunChecks(INodePool pool, Secrets secrets, DesignedWorkflows? designed = null)
{
    /// <summary>The pipeline of the product, or the published definition, with all its inputs.</summary>
    /// <param name="workflow">The pipeline's name, in any case; a definition's id or name.</param>
    /// <param name="set">The inputs as texts.</param>
    /// <param name="filesMayFollow">Whether files that are not there count as faults: not when they may come later.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="InputException">Every fault.</exception>
    public async Task<CheckedRun> CheckAsync(string workflow, IReadOnlyDictionary<string, string> set, bool filesMayFollow, CancellationToken cancellationToken = default)
    {
        if (Find(workflow) is { } pipeline)
            return Check(pipeline, set, filesMayFollow);
        var found = designed is null ? null : await designed.CheckAsync(workflow, set, cancellationToken);
        ThrowIfAny([.. Leaks(set)]);
        return found ?? throw Missing(workflow, "'pipeline definitions list' lists designed ones.");
    }

    /// <summary>The pipeline of the product with all its inputs.</summary>
    /// <param name="workflow">Its name, in any case.</param>
    /// <param name="set">The inputs as texts.</param>
    /// <param name="filesMayFollow">Whether files that are not there count as faults: not when they may come later.</param>
    /// <exception cref="InputException">Every fault.</exception>
    public CheckedRun Check(string workflow, IReadOnlyDictionary<string, string> set, bool filesMayFollow) =>
        Check(Find(workflow) ?? throw Missing(workflow, ""), set, filesMayFollow);

    private CheckedRun Check(PipelineWorkflow pipeline, IReadOnlyDictionary<string, string> set, bool filesMayFollow)
    {
        var reading = InputReader.Read(pipeline.Name, [.. pipeline.Inputs.Select(RunInput.Of)], set);
        var facts = new PoolFacts([.. pool.Nodes.Select(n => new PoolNode(n.Name, n.Device, n.Cards))]) { IsMissing = filesMayFollow ? _ => false : IsMissing };
        var check = pipeline.Check(reading.Values, facts);
        ThrowIfAny([.. reading.Faults, .. check.Faults.Where(InputReading.IsMeant), .. Leaks(set)]);
        return new CheckedRun(pipeline.Name, pipeline.Name, reading.Values, check.Warnings) { Pipeline = pipeline };
    }

    private static PipelineWorkflow? Find(string name) => PipelineCatalog.All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));

    private static InputException Missing(string workflow, string more) =>
        new($"There is no pipeline '{workflow}'. There are {string.Join(", ", PipelineCatalog.All.Select(p => p.Name))}. {more}".TrimEnd());

    private static void ThrowIfAny(IReadOnlyList<string> faults)
    {
        if (faults.Count > 0)
            throw new InputException(faults);
    }

    /// <summary>Inputs are stored and shown: none may hold a secret of this host.</summary>
    private IEnumerable<string> Leaks(IReadOnlyDictionary<string, string> set) =>
        set.Where(i => secrets.AreIn(i.Value)).Select(i => $"{i.Key} holds a secret of this host, and inputs are stored and shown. Set it in the nodes' environment instead.");

    /// <summary>Known only where all steps run on this very machine; elsewhere the first step looks.</summary>
    private bool IsMissing(string path) =>
        pool.Nodes.All(n => n.Transport is Transport.Local or Transport.Simulated && n.Container is null) && !Path.Exists(path);
}

/// <summary>A run that may start.</summary>
/// <param name="Name">What runs, in the user's words.</param>
/// <param name="Definition">The definition's id, or that of its version.</param>
/// <param name="Values">All inputs.</param>
/// <param name="Warnings">What the user should know before.</param>
internal sealed record CheckedRun(string Name, string Definition, IReadOnlyDictionary<string, object?> Values, IReadOnlyList<string> Warnings)
{
    /// <summary>The pipeline of the product, if it is one.</summary>
    public PipelineWorkflow? Pipeline { get; init; }

    /// <summary>The designed workflow, if it is one.</summary>
    public DefinitionVersion? Designed { get; init; }

    /// <summary>The trigger with which it begins, as if that had come; null when it begins with none.</summary>
    public string? Trigger { get; init; }
}
