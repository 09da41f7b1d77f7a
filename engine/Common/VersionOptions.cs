namespace Elsa.Common.Models;

/// <summary>Which version of a definition is meant: a rule, or a number.</summary>
public struct VersionOptions
{
    public static readonly VersionOptions Latest = new() { IsLatest = true };

    public static readonly VersionOptions Published = new() { IsPublished = true };

    public static VersionOptions SpecificVersion(int version) => new() { Version = version };

    public bool IsLatest { get; private init; }

    public bool IsPublished { get; private init; }

    public int Version { get; private init; }
}
