using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Pages.Listing;

/// <summary>What the list of runs shows. What cannot be is as if it were not asked for.</summary>
/// <param name="Status">Only runs of this state.</param>
/// <param name="Pipeline">Only runs of this pipeline, or of the definition of this id.</param>
/// <param name="Skip">How many of the newest are passed over.</param>
internal sealed record RunsQuery(RunStatus? Status, string? Pipeline, int Skip)
{
    /// <summary>Runs on a page.</summary>
    public const int PageSize = 50;

    private const int LongestName = 200;
    private const int MostSkipped = 1_000_000;

    /// <summary>From texts of an address or a page.</summary>
    public static RunsQuery Of(string? status, string? pipeline, int? skip) => new(
        Enum.GetValues<RunStatus>().Cast<RunStatus?>().FirstOrDefault(s => s.ToString() == status),
        pipeline is { Length: > 0 and <= LongestName } ? pipeline : null,
        Math.Clamp(skip ?? 0, 0, MostSkipped));

    /// <summary>The address of that page of the list.</summary>
    public string Address(int skip) =>
        $"/runs?status={Status}&pipeline={Uri.EscapeDataString(Pipeline ?? "")}&skip={skip}";
}
