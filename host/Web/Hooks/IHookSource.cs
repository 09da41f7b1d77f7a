namespace Pipeline.Host.Web.Hooks;

/// <summary>
/// Knows hooks by their path. A hook is what an <c>HttpEndpoint</c> trigger is in Elsa: path and method choose a pipeline.
/// The pipelines that come with the product use activities of two Elsa packages only, and <c>HttpEndpoint</c> is in neither,
/// so their paths are mapped here; definitions that hold a trigger of that type can bring a source of their own.
/// </summary>
internal interface IHookSource
{
    /// <summary>The hook, or null.</summary>
    /// <param name="path">What follows <c>/hooks/</c>.</param>
    Hook? Find(string path);
}

/// <summary>A hook.</summary>
/// <param name="Path">What follows <c>/hooks/</c>.</param>
/// <param name="Start">From the body's members to the run.</param>
internal sealed record Hook(string Path, Func<IReadOnlyDictionary<string, string>, HookRun> Start);

/// <summary>What a hook starts.</summary>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Set">Its inputs.</param>
internal sealed record HookRun(string Pipeline, IReadOnlyDictionary<string, string> Set);
