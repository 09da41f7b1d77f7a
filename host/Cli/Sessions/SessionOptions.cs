namespace Pipeline.Host.Cli.Sessions;

/// <summary>Where a session works.</summary>
/// <param name="DataFolder">Absolute path of the folder of database, simulated nodes, workspace, logs.</param>
public sealed record SessionOptions(string DataFolder)
{
    /// <summary>Absolute path of a settings file that comes on top of <c>appsettings.json</c>; none when null.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>The simulated nodes that a demo works on, made when they are not there; null = the configured nodes.</summary>
    public DemoNodes? Demo { get; init; }
}

/// <summary>The simulated nodes <c>gaudi-1</c>, <c>gaudi-2</c>, … of a demo, 8 cards each.</summary>
/// <param name="Device"><c>gaudi2</c> or <c>gaudi3</c>.</param>
/// <param name="Count">How many.</param>
/// <param name="Faults">Faults injected anew for this run, e.g. <c>nic-down:gaudi-2:7</c>; those of earlier runs are gone.</param>
public sealed record DemoNodes(string Device, int Count, IReadOnlyList<string> Faults);
