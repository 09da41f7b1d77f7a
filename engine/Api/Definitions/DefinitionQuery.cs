using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pipeline.Engine.Definitions;

namespace Pipeline.Engine.Api.Definitions;

/// <summary>Which definitions a list shows, in which order. Names of query members match without regard to case.</summary>
/// <param name="Versions">Which versions.</param>
/// <param name="Ids">Only versions of these ids, if any are given.</param>
/// <param name="DefinitionIds">Only these definitions, if any are given.</param>
internal sealed record DefinitionQuery(VersionChoice Versions, IReadOnlyList<string> Ids, IReadOnlyList<string> DefinitionIds)
{
    private string? Search { get; init; }

    private string? OrderBy { get; init; }

    private bool Descending { get; init; }

    private int? Page { get; init; }

    private int? PageSize { get; init; }

    private bool OnlySystem { get; init; }

    /// <exception cref="DefinitionRefusedException">It asks for versions that there cannot be.</exception>
    public static DefinitionQuery Of(IQueryCollection query) => new(VersionChoice.Parse(query["versionOptions"], VersionChoice.All), Texts(query, "Ids"), Texts(query, "DefinitionIds"))
    {
        Search = query["SearchTerm"] is [{ Length: > 0 } term] ? term : null,
        OrderBy = query["OrderBy"],
        Descending = string.Equals(query["OrderDirection"], "Descending", StringComparison.OrdinalIgnoreCase),
        Page = Number(query, "Page"),
        PageSize = Number(query, "PageSize"),
        // There are none.
        OnlySystem = string.Equals(query["IsSystem"], "true", StringComparison.OrdinalIgnoreCase)
    };

    public (IReadOnlyList<DefinitionVersion> Page, int Total) Apply(IReadOnlyList<DefinitionVersion> all)
    {
        var found = all.Where(version => !OnlySystem && Versions.Includes(version) && (DefinitionIds.Count == 0 || DefinitionIds.Contains(version.DefinitionId)) && Matches(version));
        var ordered = (OrderBy?.ToUpperInvariant() switch
        {
            "VERSION" => Order(found, version => version.Version),
            "CREATED" => Order(found, version => version.CreatedAt),
            _ => Order(found, version => (version.Name ?? version.DefinitionId).ToUpperInvariant())
        }).ToList();
        return (PageSize is { } size and > 0 ? [.. ordered.Skip((Page ?? 0) * size).Take(size)] : ordered, ordered.Count);
    }

    private IEnumerable<DefinitionVersion> Order<T>(IEnumerable<DefinitionVersion> versions, Func<DefinitionVersion, T> key) =>
        Descending ? versions.OrderByDescending(key) : versions.OrderBy(key);

    private bool Matches(DefinitionVersion version) =>
        Search is null || ((string?[])[version.Id, version.Name, version.Description, version.DefinitionId]).Any(text => text?.Contains(Search, StringComparison.OrdinalIgnoreCase) == true);

    private static List<string> Texts(IQueryCollection query, string name) => [.. query[name].OfType<string>().SelectMany(text => text.Split(',')).Where(text => text.Length > 0)];

    private static int? Number(IQueryCollection query, string name) => int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
