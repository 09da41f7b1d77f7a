using System.Globalization;

namespace Pipeline.Engine.Definitions;

/// <summary>Which versions of definitions are meant: a rule, or a number.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Number">The version's number, for <see cref="VersionRule.Number"/>.</param>
public readonly record struct VersionChoice(VersionRule Rule, int Number = 0)
{
    public static readonly VersionChoice Latest = new(VersionRule.Latest);

    public static readonly VersionChoice Published = new(VersionRule.Published);

    public static readonly VersionChoice All = new(VersionRule.All);

    public static VersionChoice Of(int number) => new(VersionRule.Number, number);

    /// <summary>Reads the designer's spelling: <c>Latest</c>, <c>Published</c>, <c>LatestOrPublished</c>, <c>LatestAndPublished</c>, <c>Draft</c>, <c>AllVersions</c>, or a number. Case does not matter.</summary>
    public static bool TryParse(string? text, out VersionChoice choice)
    {
        VersionChoice? found = text?.Trim().ToUpperInvariant() switch
        {
            "LATEST" => Latest,
            "PUBLISHED" => Published,
            "LATESTORPUBLISHED" => new VersionChoice(VersionRule.LatestOrPublished),
            "LATESTANDPUBLISHED" => new VersionChoice(VersionRule.LatestAndPublished),
            "DRAFT" => new VersionChoice(VersionRule.Draft),
            "ALLVERSIONS" => All,
            { } other when int.TryParse(other, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => Of(number),
            _ => null
        };
        choice = found ?? Latest;
        return found is not null;
    }

    /// <summary>The same for a text that may be missing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="usual">What is meant without one.</param>
    /// <exception cref="DefinitionRefusedException">The text is no such choice.</exception>
    public static VersionChoice Parse(string? text, VersionChoice usual)
    {
        if (string.IsNullOrWhiteSpace(text))
            return usual;
        return TryParse(text, out var choice)
            ? choice
            : throw new DefinitionRefusedException($"The versionOptions '{text}' choose no version; use Latest, Published, LatestOrPublished, LatestAndPublished, Draft, AllVersions or a version's number.");
    }

    public bool Includes(DefinitionVersion version) => Rule switch
    {
        VersionRule.Latest => version.IsLatest,
        VersionRule.Published => version.IsPublished,
        VersionRule.LatestOrPublished => version.IsLatest || version.IsPublished,
        VersionRule.LatestAndPublished => version.IsLatest && version.IsPublished,
        VersionRule.Draft => version is { IsLatest: true, IsPublished: false },
        VersionRule.Number => version.Version == Number,
        _ => true
    };
}

/// <summary>Rules that choose versions.</summary>
public enum VersionRule
{
    All,
    Latest,
    Published,
    LatestOrPublished,
    LatestAndPublished,
    Draft,
    Number
}
