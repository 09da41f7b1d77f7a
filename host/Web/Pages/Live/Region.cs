namespace Pipeline.Host.Web.Pages.Live;

/// <summary>A part of a page that changes: the page contains it, and the hub sends it again when it is another.</summary>
/// <param name="Id">The id of the element whose content it is; <c>title</c> is the page's title.</param>
/// <param name="Html">The content.</param>
internal sealed record Region(string Id, string Html)
{
    /// <summary>The region's element with its content.</summary>
    public Html In(string element, string attributes = "") => new($"<{element} id=\"{Id}\" {attributes}>{Html}</{element}>");
}

/// <summary>The regions of one page.</summary>
internal static class Regions
{
    /// <summary>The region of that id.</summary>
    public static Region Get(this IReadOnlyList<Region> regions, string id) => regions.First(r => r.Id == id);
}
