namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>What all transforms need to know.</summary>
public abstract record TransformOptions
{
    /// <summary>Folder of the source files, absolute or relative to the current directory (<c>-m</c>).</summary>
    public required string Measurements { get; init; }

    /// <summary>Folder of the results, created with its parents; may be <see cref="Measurements"/> (<c>-o</c>).</summary>
    public required string Output { get; init; }

    /// <summary>Base name of the set, where the folder holds several.</summary>
    public string? Base { get; init; }

    /// <summary>World size of the source set, where the folder holds several.</summary>
    public int? WorldSize { get; init; }

    /// <summary>Device type for the manifest, <c>g2</c> or <c>g3</c>; taken from the source's manifest or folder name if null.</summary>
    public string? Device { get; init; }

    /// <summary>Refuses options that cannot be carried out, all faults in one message.</summary>
    /// <exception cref="MeasurementException">An option is out of range.</exception>
    public void Validate()
    {
        var faults = Faults().ToList();
        if (faults.Count > 0)
            throw new MeasurementException(string.Join(" ", faults));
    }

    /// <summary>The options by name, for the manifest.</summary>
    public abstract IReadOnlyDictionary<string, string> Describe();

    /// <summary>Everything that is wrong with the options, one sentence each.</summary>
    protected virtual IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Measurements))
            yield return "The folder of the measurements (-m) is missing.";
        if (string.IsNullOrWhiteSpace(Output))
            yield return "The folder for the results (-o) is missing.";
        if (WorldSize < 1)
            yield return $"The world size must be at least 1, not {WorldSize}.";
        if (Device is not (null or DeviceType.Gaudi2 or DeviceType.Gaudi3))
            yield return $"The device type must be g2 or g3, not '{Device}'.";
    }
}
