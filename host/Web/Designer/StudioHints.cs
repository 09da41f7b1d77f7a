using Pipeline.Host.Web.Pages;

namespace Pipeline.Host.Web.Designer;

/// <summary>
/// What a page of Studio needs first, named at its top: else the browser finds it script by script, one after the other, while
/// it could fetch all of it at once.
/// </summary>
/// <param name="package">Names in it carry fingerprints.</param>
internal sealed class StudioHints(StudioPackage package)
{
    private const string Framework = "_framework";
    private const string Canvas = "_content/Elsa.Studio.Workflows.Designer/designer.entry.js";

    private IReadOnlyList<Html>? runtime;

    /// <summary>The links for a page's head.</summary>
    /// <param name="withCanvas">Whether the page draws a workflow.</param>
    public IEnumerable<Html> Links(bool withCanvas)
    {
        runtime ??= [Module($"{Framework}/dotnet.js"), .. Found("dotnet.runtime.*.js").Select(Module), .. Found("dotnet.native.*.js").Select(Module), .. Found("dotnet.native.*.wasm").Select(Fetched)];
        return withCanvas ? [.. runtime, Module(Canvas)] : runtime;
    }

    private IEnumerable<string> Found(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(package.Root, Framework), pattern).Select(file => $"{Framework}/{Path.GetFileName(file)}");

    private static Html Module(string file) => Html.Of($"""<link rel="modulepreload" href="{file}">""");

    /// <summary>As the runtime will ask for it; a hint that differs is fetched in vain.</summary>
    private static Html Fetched(string file) => Html.Of($"""<link rel="preload" as="fetch" crossorigin="anonymous" href="{file}">""");
}
