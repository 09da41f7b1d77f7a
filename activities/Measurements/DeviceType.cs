namespace Pipeline.Activities.Measurements;

/// <summary>
/// <c>g2</c> or <c>g3</c>. Nothing in a measurement tells the two apart, so the folder's name and the manifest do; scales
/// of one must not be used on the other.
/// </summary>
public static class DeviceType
{
    /// <summary>Gaudi 2.</summary>
    public const string Gaudi2 = "g2";

    /// <summary>Gaudi 3.</summary>
    public const string Gaudi3 = "g3";

    /// <summary>The device type that a folder is named after (<c>…/g2</c>, <c>…/g3-unified-tp1</c>); null if it is not.</summary>
    public static string? OfFolder(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        foreach (var device in (ReadOnlySpan<string>)[Gaudi2, Gaudi3])
        {
            if (name == device || name.StartsWith(device + "-", StringComparison.Ordinal) || name.StartsWith(device + "_", StringComparison.Ordinal))
                return device;
        }
        return null;
    }
}
